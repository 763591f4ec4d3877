package dev.eckart.compress.allocate;

import dev.eckart.compress.math.ParetoFront;
import dev.eckart.spi.compress.Candidate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * One offer a layer, together within a limit and with the least damage: the multiple-choice knapsack.
 *
 * <p>Layer by layer, only those beginnings are kept of which no other costs no more and damages less: Nemhauser and
 * Ullmann, "Discrete dynamic programming and capital allocation", Management Science 1969. Offers and beginnings that a
 * {@link Relaxation} shows to be in no best choice are dropped. Exact unless the beginnings outgrow {@link #MOST}, when
 * they are thinned evenly.
 *
 * @param layers each layer's front of offers
 * @param limit the most that may be spent; some choice keeps it
 */
record Knapsack(List<List<Offer>> layers, long limit) {
    /** Beginnings kept: more than networks of a few layers have, few enough to be merged in seconds. */
    static final int MOST = 50_000;

    /** Beginnings that are made before those of them that are worse than others are dropped. */
    private static final int AT_ONCE = 1 << 18;

    /**
     * An answer.
     *
     * @param choices one candidate a layer
     * @param damage their damage, added
     * @param exact whether no beginning was left out
     */
    record Solution(List<Candidate> choices, double damage, boolean exact) {}

    /** A choice for the first layers: the last of them, and the choice for those before. */
    private record Beginning(
            Optional<Beginning> before, Optional<Offer> last, long cost, double damage, double reduced) {
        static final Beginning EMPTY = new Beginning(Optional.empty(), Optional.empty(), 0, 0, 0);

        Beginning with(Offer offer, double more) {
            return new Beginning(
                    Optional.of(this),
                    Optional.of(offer),
                    cost + offer.cost(),
                    damage + offer.damage(),
                    reduced + more);
        }

        List<Candidate> choices() {
            List<Candidate> choices = new ArrayList<>();
            Beginning at = this;
            while (at.last().isPresent()) {
                choices.add(at.last().get().candidate());
                at = at.before().orElse(EMPTY);
            }
            Collections.reverse(choices);
            return choices;
        }
    }

    /** The best choice; of equals the cheapest. */
    Solution solve() {
        Offer.requirePossible(layers, limit);
        Relaxation relaxation = Relaxation.of(layers, limit);
        List<List<Offer>> kept = layers.stream().map(relaxation::kept).toList();
        long rest = Offer.least(kept);
        boolean exact = true;
        List<Beginning> front = List.of(Beginning.EMPTY);
        for (List<Offer> layer : kept) {
            rest -= layer.get(0).cost();
            List<Beginning> all = extended(front, layer, limit - rest, relaxation);
            exact &= all.size() <= MOST;
            front = thinned(all);
        }
        double known = Relaxation.damage(relaxation.within());
        if (front.isEmpty() || !exact && front.get(front.size() - 1).damage() > known) {
            List<Candidate> choices =
                    relaxation.within().stream().map(Offer::candidate).toList();
            return new Solution(choices, known, exact);
        }
        Beginning best = front.get(front.size() - 1);
        return new Solution(best.choices(), best.damage(), exact);
    }

    /** All that is worth going on with, sorted out time and again, so that no more is held than that. */
    private static List<Beginning> extended(
            List<Beginning> front, List<Offer> layer, long limit, Relaxation relaxation) {
        List<Beginning> longer = new ArrayList<>();
        int sorted = 0;
        for (Offer offer : layer) {
            double reduced = relaxation.reduced(offer, layer);
            for (Beginning beginning : front) {
                boolean hopeless = beginning.reduced() + reduced > relaxation.slack();
                if (beginning.cost() + offer.cost() <= limit && !hopeless) {
                    longer.add(beginning.with(offer, reduced));
                }
            }
            if (longer.size() > 2 * sorted + AT_ONCE) {
                longer = front(longer);
                sorted = longer.size();
            }
        }
        return front(longer);
    }

    private static List<Beginning> front(List<Beginning> beginnings) {
        return ParetoFront.of(beginnings, Beginning::cost, Beginning::damage);
    }

    /** Keeps the cheapest and the best. */
    private static List<Beginning> thinned(List<Beginning> front) {
        if (front.size() <= MOST) {
            return front;
        }
        List<Beginning> kept = new ArrayList<>(MOST);
        for (int i = 0; i < MOST; i++) {
            kept.add(front.get((int) ((long) i * (front.size() - 1) / (MOST - 1))));
        }
        return kept;
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
