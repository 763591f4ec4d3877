package dev.eckart.compress.allocate;

import java.util.ArrayList;
import java.util.List;

/**
 * The Lagrangian relaxation of the knapsack: bounds of the least damage within a limit. For any price of a unit of cost, the
 * offers that are best at that price, layer by layer, bound the damage from below; at the price that just spends the limit
 * they are a choice that is nearly the best. Fisher, "The Lagrangian relaxation method for solving integer programming
 * problems", Management Science 1981.
 *
 * <p>An offer that at this price is worse than the best of its layer by more than lies between the two bounds is in no best
 * choice: Sinha and Zoltners, "The multiple-choice knapsack problem", Operations Research 1979. Of networks of many layers
 * that leaves a few offers a layer, of those of few layers nearly all.
 *
 * @param price damage that a unit of cost is worth
 * @param slack damage between the bounds, with what rounding may add
 * @param within a choice within the limit
 */
record Relaxation(double price, double slack, List<Offer> within) {
    /** Bisections of the price: further ones change no choice. */
    private static final int STEPS = 128;

    /** Rounding of sums over the layers, as a share of the damage: about a thousand times what it can be. */
    private static final double ROUNDING = 1e-9;

    /** The bounds of some layers' fronts, of which some choice keeps the limit. */
    static Relaxation of(List<List<Offer>> layers, long limit) {
        double low = 0;
        double high =
                layers.stream().mapToDouble(layer -> layer.get(0).damage()).sum();
        if (cost(answers(layers, low)) <= limit) {
            return of(layers, limit, 0);
        }
        for (int i = 0; i < STEPS; i++) {
            double middle = low == 0 ? high / (1L << 32) : Math.sqrt(low) * Math.sqrt(high);
            if (cost(answers(layers, middle)) > limit) {
                low = middle;
            } else {
                high = middle;
            }
            if (low == 0 && high < Double.MIN_NORMAL) {
                break;
            }
        }
        return of(layers, limit, high);
    }

    private static Relaxation of(List<List<Offer>> layers, long limit, double price) {
        List<Offer> answers = answers(layers, price);
        List<Offer> within = filled(layers, answers, limit);
        double most = damage(within);
        double least = damage(answers) - price * (limit - cost(answers));
        return new Relaxation(price, most - least + ROUNDING * most, within);
    }

    /** By how much an offer is worse at the price than the best of its layer: its reduced cost. */
    double reduced(Offer offer, List<Offer> layer) {
        Offer best = answer(layer, price);
        return offer.damage() - best.damage() + price * (offer.cost() - best.cost());
    }

    /** The offers of a layer that may be in a best choice. */
    List<Offer> kept(List<Offer> layer) {
        return layer.stream().filter(offer -> !(reduced(offer, layer) > slack)).toList();
    }

    /** Spends what is left, layer by layer, on offers of less damage. */
    private static List<Offer> filled(List<List<Offer>> layers, List<Offer> answers, long limit) {
        List<Offer> filled = new ArrayList<>(answers);
        long left = limit - cost(answers);
        for (int i = 0; i < layers.size(); i++) {
            for (Offer offer : layers.get(i)) {
                long more = offer.cost() - filled.get(i).cost();
                if (more > 0 && more <= left) {
                    filled.set(i, offer);
                    left -= more;
                }
            }
        }
        return filled;
    }

    private static List<Offer> answers(List<List<Offer>> layers, double price) {
        return layers.stream().map(layer -> answer(layer, price)).toList();
    }

    /** Of equals the cheapest. */
    private static Offer answer(List<Offer> layer, double price) {
        Offer best = layer.get(0);
        for (Offer offer : layer) {
            if (offer.damage() + price * offer.cost() < best.damage() + price * best.cost()) {
                best = offer;
            }
        }
        return best;
    }

    private static long cost(List<Offer> offers) {
        return offers.stream().mapToLong(Offer::cost).sum();
    }

    /** Damage of a choice. */
    static double damage(List<Offer> offers) {
        return offers.stream().mapToDouble(Offer::damage).sum();
    }
}
