package dev.eckart.compress.allocate;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * The damage of one layer's offers, measured for a few and interpolated for the others.
 *
 * @param offers a Pareto front of offers, with the damage that was predicted
 * @param points predicted damage to measured damage, both ascending, beginning with 0 at 0
 */
record MeasuredDamage(List<Offer> offers, NavigableMap<Double, Double> points) {
    /** Offers measured of a layer. */
    private static final int PROBES = 12;

    /** Offers to measure, spread evenly over the front, the least damage first; what damages nothing is known. */
    static List<Offer> probes(List<Offer> offers) {
        NavigableMap<Double, Offer> probes = new TreeMap<>();
        for (int probe = PROBES - 1; probe >= 0; probe--) {
            Offer offer = offers.get(probe * (offers.size() - 1) / (PROBES - 1));
            if (offer.damage() != 0) {
                probes.putIfAbsent(offer.damage(), offer);
            }
        }
        return List.copyOf(probes.values());
    }

    /**
     * Measures the probes; damage that falls as the prediction rises is noise.
     *
     * @param measured asked of one probe after the other
     */
    static MeasuredDamage of(List<Offer> offers, ToDoubleFunction<Offer> measured) {
        NavigableMap<Double, Double> points = new TreeMap<>(Map.of(0.0, 0.0));
        for (Offer probe : probes(offers)) {
            double damage = measured.applyAsDouble(probe);
            points.put(probe.damage(), Math.max(points.lastEntry().getValue(), damage));
        }
        return new MeasuredDamage(offers, points);
    }

    /** The offers with measured damage. */
    List<Offer> front() {
        return Offer.front(offers.stream()
                .map(offer -> new Offer(offer.candidate(), offer.cost(), measured(offer.damage())))
                .toList());
    }

    /** On the line through the two points around it; the largest damage is a point itself. */
    private double measured(double predicted) {
        Map.Entry<Double, Double> below = points.floorEntry(predicted);
        if (below.getKey() == predicted) {
            return below.getValue();
        }
        Map.Entry<Double, Double> above = points.ceilingEntry(predicted);
        double share = (predicted - below.getKey()) / (above.getKey() - below.getKey());
        return below.getValue() + share * (above.getValue() - below.getValue());
    }
}
