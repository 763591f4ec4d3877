package dev.eckart.compress.allocate;

import java.util.Arrays;
import java.util.List;

/**
 * Choices for the first layers of a network, those of which no other costs no more and damages less; in ascending order of
 * cost and descending order of damage. Each goes on from a choice for one layer fewer.
 *
 * @param cost cost of each, in the budget's unit
 * @param damage damage of each
 * @param reduced sum of the {@link Relaxation#reduced reduced costs} of its offers
 * @param before index of the choice that each goes on from, among those for one layer fewer
 * @param offer index of the last layer's offer in each
 */
record PartialChoices(long[] cost, double[] damage, double[] reduced, int[] before, int[] offer) {
    /** The one choice for no layer. */
    static PartialChoices none() {
        return new PartialChoices(new long[1], new double[1], new double[1], new int[1], new int[1]);
    }

    int size() {
        return cost.length;
    }

    /**
     * Goes on with each offer of a layer, within a limit, from each choice that may lead to a best one.
     *
     * <p>With one offer added the choices are in order still; the lists are merged two by two, and what is worse than
     * others is dropped at once.
     *
     * @param layer the offers of the next layer
     * @param limit the most that a choice may cost
     * @param relaxation tells what leads nowhere
     * @return choices for one layer more; of equals the one with the earliest offer
     */
    PartialChoices with(List<Offer> layer, long limit, Relaxation relaxation) {
        return with(layer, 0, layer.size(), limit, relaxation);
    }

    private PartialChoices with(List<Offer> layer, int from, int to, long limit, Relaxation relaxation) {
        if (to - from > 1) {
            int middle = (from + to) / 2;
            return with(layer, from, middle, limit, relaxation).or(with(layer, middle, to, limit, relaxation));
        }
        Offer added = layer.get(from);
        double more = relaxation.reduced(added, layer);
        Growing longer = new Growing(size());
        for (int i = 0; i < size() && cost[i] + added.cost() <= limit; i++) {
            if (!(reduced[i] + more > relaxation.slack())) {
                longer.add(cost[i] + added.cost(), damage[i] + added.damage(), reduced[i] + more, i, from);
            }
        }
        return longer.choices();
    }

    /** The best of both; of equals the first's. */
    private PartialChoices or(PartialChoices others) {
        Growing all = new Growing(size() + others.size());
        int own = 0;
        int other = 0;
        while (own < size() || other < others.size()) {
            if (other == others.size() || own < size() && !others.precedes(other, this, own)) {
                all.add(this, own++);
            } else {
                all.add(others, other++);
            }
        }
        return all.choices();
    }

    private boolean precedes(int i, PartialChoices others, int other) {
        return cost[i] < others.cost[other] || cost[i] == others.cost[other] && damage[i] < others.damage[other];
    }

    /** So many of them, evenly spread, the cheapest and the best among them. */
    PartialChoices thinned(int most) {
        if (size() <= most) {
            return this;
        }
        Growing kept = new Growing(most);
        for (int i = 0; i < most; i++) {
            kept.add(this, (int) ((long) i * (size() - 1) / (most - 1)));
        }
        return kept.choices();
    }

    /** Choices that come in ascending order of cost; those that do no less damage than one before are left out. */
    private static final class Growing {
        private final long[] cost;
        private final double[] damage;
        private final double[] reduced;
        private final int[] before;
        private final int[] offer;
        private int size;

        Growing(int most) {
            cost = new long[most];
            damage = new double[most];
            reduced = new double[most];
            before = new int[most];
            offer = new int[most];
        }

        void add(PartialChoices from, int i) {
            add(from.cost[i], from.damage[i], from.reduced[i], from.before[i], from.offer[i]);
        }

        void add(long itsCost, double itsDamage, double itsReduced, int itsBefore, int itsOffer) {
            if (size == 0 || itsDamage < damage[size - 1]) {
                cost[size] = itsCost;
                damage[size] = itsDamage;
                reduced[size] = itsReduced;
                before[size] = itsBefore;
                offer[size++] = itsOffer;
            }
        }

        PartialChoices choices() {
            return size == cost.length
                    ? new PartialChoices(cost, damage, reduced, before, offer)
                    : new PartialChoices(
                            Arrays.copyOf(cost, size),
                            Arrays.copyOf(damage, size),
                            Arrays.copyOf(reduced, size),
                            Arrays.copyOf(before, size),
                            Arrays.copyOf(offer, size));
        }
    }
}
