package dev.eckart.compress.allocate;

import dev.eckart.compress.math.ParetoFront;
import dev.eckart.spi.compress.Budget;
import dev.eckart.spi.compress.BudgetMissedException;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.compress.Decomposition;
import java.util.List;

/**
 * A candidate with what it costs and damages, worked out once.
 *
 * @param candidate a way to replace a layer
 * @param cost in the budget's unit
 * @param damage to be added over layers
 */
record Offer(Candidate candidate, long cost, double damage) {
    /** Those of some offers that are worth choosing, in ascending order of cost; of equals the first. */
    static List<Offer> front(List<Offer> offers) {
        return ParetoFront.of(offers, Offer::cost, Offer::damage);
    }

    /** Those of a layer's candidates that are worth choosing, by the damage that the layer predicts. */
    static List<Offer> front(Decomposition layer, Budget budget) {
        return front(layer.candidates().stream()
                .map(candidate -> new Offer(candidate, budget.cost(candidate), layer.damage(candidate)))
                .toList());
    }

    /** The same for each layer. */
    static List<List<Offer>> fronts(List<Decomposition> layers, Budget budget) {
        return layers.stream().map(layer -> front(layer, budget)).toList();
    }

    /** Cost of the cheapest choice; a front begins with its cheapest. */
    static long least(List<List<Offer>> fronts) {
        return fronts.stream().mapToLong(front -> front.get(0).cost()).sum();
    }

    /** Refuses a limit that no choice keeps. */
    static void requirePossible(List<List<Offer>> fronts, long limit) {
        if (least(fronts) > limit) {
            throw new BudgetMissedException("no choice of ranks keeps to a budget of " + limit + "; the smallest takes "
                    + least(fronts) + ": ask for more");
        }
    }
}
