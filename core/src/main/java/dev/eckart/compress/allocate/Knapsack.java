package dev.eckart.compress.allocate;

import dev.eckart.spi.compress.Candidate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One offer a layer, together within a limit and with the least damage: the multiple-choice knapsack.
 *
 * <p>Layer by layer, only those choices for the layers so far are kept of which no other costs no more and damages less:
 * Nemhauser and Ullmann, "Discrete dynamic programming and capital allocation", Management Science 1969. Offers and
 * choices that a {@link Relaxation} shows to be in no best choice are dropped. Exact unless the choices for some layers
 * outgrow {@link #MOST}, when they are thinned evenly.
 *
 * @param layers each layer's front of offers
 * @param limit the most that may be spent; some choice keeps it
 */
record Knapsack(List<List<Offer>> layers, long limit) {
    /** Choices kept: more than networks of a few layers have, few enough to be merged in a second. */
    static final int MOST = 50_000;

    /**
     * An answer.
     *
     * @param choices one candidate a layer
     * @param damage their damage, added
     * @param exact whether no choice for the first layers was left out
     */
    record Solution(List<Candidate> choices, double damage, boolean exact) {}

    /** The best choice; of equals the cheapest. */
    Solution solve() {
        Offer.requirePossible(layers, limit);
        Relaxation relaxation = Relaxation.of(layers, limit);
        List<List<Offer>> kept = layers.stream().map(relaxation::kept).toList();
        long rest = Offer.least(kept);
        boolean exact = true;
        PartialChoices choices = PartialChoices.none();
        List<int[]> before = new ArrayList<>();
        List<int[]> offers = new ArrayList<>();
        for (List<Offer> layer : kept) {
            rest -= layer.get(0).cost();
            PartialChoices all = choices.with(layer, limit - rest, relaxation);
            exact &= all.size() <= MOST;
            choices = all.thinned(MOST);
            before.add(choices.before());
            offers.add(choices.offer());
        }
        double known = Relaxation.damage(relaxation.within());
        int best = choices.size() - 1;
        if (best < 0 || !exact && choices.damage()[best] > known) {
            List<Candidate> within =
                    relaxation.within().stream().map(Offer::candidate).toList();
            return new Solution(within, known, exact);
        }
        List<Candidate> chosen = new ArrayList<>();
        int at = best;
        for (int layer = kept.size() - 1; layer >= 0; layer--) {
            chosen.add(kept.get(layer).get(offers.get(layer)[at]).candidate());
            at = before.get(layer)[at];
        }
        Collections.reverse(chosen);
        return new Solution(chosen, choices.damage()[best], exact);
    }

    /**
     * How much less damage than the solution's there can be at most, as a share of it.
     *
     * <p>For any price of a unit of cost, the layers' own best answers to it bound the damage from below: Fisher, "The
     * Lagrangian relaxation method for solving integer programming problems", Management Science 1981.
     */
    double gap(Solution solution) {
        if (solution.exact() || solution.damage() == 0) {
            return 0;
        }
        double bound = 0;
        for (double price = solution.damage(); price > solution.damage() * 1e-12; price /= 1.1) {
            bound = Math.max(bound, bound(price));
        }
        return Math.max(0, (solution.damage() - bound) / solution.damage());
    }

    private double bound(double price) {
        return layers.stream()
                        .mapToDouble(layer -> layer.stream()
                                .mapToDouble(offer -> offer.damage() + price * offer.cost())
                                .min()
                                .orElseThrow())
                        .sum()
                - price * limit;
    }
}
