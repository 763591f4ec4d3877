package dev.eckart.compress.allocate;

import dev.eckart.spi.compress.Budget;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.compress.Decomposition;
import dev.eckart.spi.compress.RankAllocator;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts from the cheapest candidate of each layer, and step by step replaces the one that prevents most predicted damage
 * per unit of cost, until the next step does not fit.
 *
 * <p>It ends there, and does not spend what is left on worse steps: so a tighter budget never gives a larger network.
 */
public final class GreedyAllocator implements RankAllocator {
    /** Found by ServiceLoader. */
    public GreedyAllocator() {}

    @Override
    public String name() {
        return "greedy";
    }

    @Override
    public boolean goesByDamage() {
        return true;
    }

    @Override
    public List<Candidate> allocate(List<Decomposition> layers, Budget budget) {
        List<List<Offer>> fronts = Offer.fronts(layers, budget);
        long limit = budget.limit(layers);
        Offer.requirePossible(fronts, limit);
        List<Offer> chosen = new ArrayList<>();
        fronts.forEach(front -> chosen.add(front.get(0)));
        long left = limit - Offer.least(fronts);
        for (Step step = best(fronts, chosen); step.gain() > 0 && step.cost() <= left; step = best(fronts, chosen)) {
            chosen.set(step.layer(), step.to());
            left -= step.cost();
        }
        return chosen.stream().map(Offer::candidate).toList();
    }

    /** One layer's change to a larger candidate, and the damage it prevents for each unit of its cost. */
    private record Step(int layer, Offer to, long cost, double gain) {}

    private static Step best(List<List<Offer>> fronts, List<Offer> chosen) {
        Step best = new Step(0, chosen.get(0), 0, 0);
        for (int i = 0; i < chosen.size(); i++) {
            Offer from = chosen.get(i);
            for (Offer to : fronts.get(i)) {
                long cost = to.cost() - from.cost();
                double gain = cost > 0 ? (from.damage() - to.damage()) / cost : 0;
                if (gain > best.gain()) {
                    best = new Step(i, to, cost, gain);
                }
            }
        }
        return best;
    }
}
