package dev.eckart.app.onnx.cost;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What share of a model's time a smaller one takes, by what its layers are predicted to take: straight lines between models
 * that were measured beside it. What is no layer, and what layers take more or less among others than by themselves, is in it.
 */
public final class TimeLine {
    private final NavigableMap<Long, Double> points = new TreeMap<>();

    /**
     * Begins with the model itself.
     *
     * @param layers nanoseconds that its layers are predicted to take
     */
    public TimeLine(long layers) {
        points.put(layers, 1.0);
    }

    /**
     * Adds a smaller model.
     *
     * @param layers nanoseconds that its layers are predicted to take
     * @param share share of the model's time that it was measured to take
     */
    public void add(long layers, double share) {
        points.put(layers, share);
    }

    /** The same, of which models whose layers take more take no less. */
    private NavigableMap<Long, Double> ascending() {
        double[] shares = WidthGrid.ascending(
                points.values().stream().mapToDouble(Double::doubleValue).toArray());
        NavigableMap<Long, Double> ascending = new TreeMap<>();
        for (long layers : points.keySet()) {
            ascending.put(layers, shares[ascending.size()]);
        }
        return ascending;
    }

    /**
     * Predicts.
     *
     * @param layers nanoseconds that a model's layers are predicted to take
     * @return share of the model's time that it takes; beyond what was measured, that of the nearest
     */
    public double share(long layers) {
        NavigableMap<Long, Double> line = ascending();
        Map.Entry<Long, Double> below = line.floorEntry(layers);
        Map.Entry<Long, Double> above = line.ceilingEntry(layers);
        if (below == null || above == null) {
            return (below == null ? line.firstEntry() : line.lastEntry()).getValue();
        }
        double width = above.getKey() - below.getKey();
        double part = width == 0 ? 0 : (layers - below.getKey()) / width;
        return below.getValue() + part * (above.getValue() - below.getValue());
    }

    /**
     * The other way round.
     *
     * @param share share of the model's time
     * @return the most that layers may be predicted to take; no less than the least that was measured
     */
    public long budget(double share) {
        List<Map.Entry<Long, Double>> line = List.copyOf(ascending().entrySet());
        for (int i = line.size() - 1; i > 0; i--) {
            double high = line.get(i).getValue();
            double low = line.get(i - 1).getValue();
            if (share >= high) {
                return line.get(i).getKey();
            }
            if (share >= low) {
                double part = (share - low) / (high - low);
                return line.get(i - 1).getKey()
                        + Math.round(
                                part * (line.get(i).getKey() - line.get(i - 1).getKey()));
            }
        }
        return line.get(0).getKey();
    }
}
