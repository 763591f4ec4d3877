package dev.eckart.app.onnx.cost;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Times read off straight lines between what was measured, by something that they grow with: of layers in one form, their
 * multiplications; of models, what their layers are predicted to take, so that what is no layer, and what layers take more or
 * less among others than by themselves, is in it.
 */
public final class TimeLine {
    private final NavigableMap<Long, Double> points = new TreeMap<>();

    /** Nothing yet. */
    public TimeLine() {}

    /**
     * Adds what was measured.
     *
     * @param at what it grows with
     * @param time time, in any unit
     */
    public void add(long at, double time) {
        points.put(at, time);
    }

    /** The same, of which what is larger takes no less. */
    private NavigableMap<Long, Double> ascending() {
        double[] times = WidthGrid.ascending(
                points.values().stream().mapToDouble(Double::doubleValue).toArray());
        NavigableMap<Long, Double> ascending = new TreeMap<>();
        for (long at : points.keySet()) {
            ascending.put(at, times[ascending.size()]);
        }
        return ascending;
    }

    /**
     * Predicts.
     *
     * @param at what time grows with
     * @return the time; beyond what was measured, that of the nearest
     */
    public double time(long at) {
        NavigableMap<Long, Double> line = ascending();
        Map.Entry<Long, Double> below = line.floorEntry(at);
        Map.Entry<Long, Double> above = line.ceilingEntry(at);
        if (below == null || above == null) {
            return (below == null ? line.firstEntry() : line.lastEntry()).getValue();
        }
        double width = above.getKey() - below.getKey();
        double part = width == 0 ? 0 : (at - below.getKey()) / width;
        return below.getValue() + part * (above.getValue() - below.getValue());
    }

    /**
     * The other way round.
     *
     * @param time a time
     * @return the most that takes no longer; no less than the least that was measured
     */
    public long budget(double time) {
        List<Map.Entry<Long, Double>> line = List.copyOf(ascending().entrySet());
        for (int i = line.size() - 1; i > 0; i--) {
            Map.Entry<Long, Double> high = line.get(i);
            Map.Entry<Long, Double> low = line.get(i - 1);
            if (time >= high.getValue()) {
                return high.getKey();
            }
            if (time >= low.getValue()) {
                double part = (time - low.getValue()) / (high.getValue() - low.getValue());
                return low.getKey() + Math.round(part * (high.getKey() - low.getKey()));
            }
        }
        return line.get(0).getKey();
    }
}
