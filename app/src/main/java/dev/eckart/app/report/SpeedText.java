package dev.eckart.app.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a network costs to use, as text for a person. */
public final class SpeedText {
    private SpeedText() {}

    /**
     * Costs and speed of a network in a line.
     *
     * @param macs multiply-accumulates a picture
     * @param bytes size of the parameters
     * @param latency measured latency
     * @param throughput measured throughput
     * @return a line of text
     */
    public static String speed(long macs, long bytes, SpeedReport.Latency latency, SpeedReport.Throughput throughput) {
        return String.format(
                Locale.ROOT,
                "Inference: %,d MACs, %,d bytes, %s a picture alone, %,.0f pictures/s in batches of 1024%n",
                macs,
                bytes,
                microseconds(latency.batch1Microseconds()),
                throughput.batch1024PerSecond());
    }

    /**
     * Why layers were left dense.
     *
     * @param layers which ones
     * @return a line of text for each
     */
    static String keptDense(List<KeptDense> layers) {
        return layers.stream().map(SpeedText::keptDense).collect(Collectors.joining());
    }

    private static String keptDense(KeptDense kept) {
        return String.format(
                Locale.ROOT,
                "%s stays dense: %s takes %.2f us, the layer itself %.2f us, at batch %d%n",
                kept.layer(),
                kept.offered(),
                kept.latency().factorsMicroseconds(),
                kept.latency().layerMicroseconds(),
                kept.latency().batch());
    }

    /**
     * A time as a person reads it, in six characters unless it is very long.
     *
     * @param time in microseconds
     * @return microseconds with two significant digits or more
     */
    public static String microseconds(double time) {
        return String.format(Locale.ROOT, time < 10 ? "%.1f us" : "%.0f us", time);
    }
}
