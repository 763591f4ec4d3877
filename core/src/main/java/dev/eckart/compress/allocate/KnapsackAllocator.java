package dev.eckart.compress.allocate;

import dev.eckart.spi.compress.Budget;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.compress.Decomposition;
import dev.eckart.spi.compress.RankAllocator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The choice of least predicted damage within the budget, over all candidates of all layers at once: a multiple-choice
 * knapsack problem, solved exactly by dynamic programming (Nemhauser and Ullmann, "Discrete dynamic programming and capital
 * allocation", Management Science 1969).
 *
 * <p>Where partial choices for the first layers are so many that some have to be dropped, {@link #gap} bounds what that may
 * have lost; otherwise it is 0.
 */
public final class KnapsackAllocator implements RankAllocator {
    /** Found by ServiceLoader. */
    public KnapsackAllocator() {}

    @Override
    public String name() {
        return "knapsack";
    }

    @Override
    public boolean goesByDamage() {
        return true;
    }

    @Override
    public List<Candidate> allocate(List<Decomposition> layers, Budget budget) {
        return knapsack(layers, budget).solve().choices();
    }

    @Override
    public OptionalDouble gap(Request request, List<Candidate> chosen) {
        Knapsack knapsack = knapsack(request.layers(), request.budget());
        return OptionalDouble.of(knapsack.gap(knapsack.solve()));
    }

    private static Knapsack knapsack(List<Decomposition> layers, Budget budget) {
        return new Knapsack(Offer.fronts(layers, budget), budget.limit(layers));
    }
}
