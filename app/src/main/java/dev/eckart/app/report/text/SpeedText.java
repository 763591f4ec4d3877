package dev.eckart.app.report.text;

import dev.eckart.app.report.KeptDense;
import dev.eckart.app.report.SpeedReport;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a network costs to use, as text for a person. */
public final class SpeedText {
    private SpeedText() {}

    /**
     * Costs of a network in a line; its times are told when all networks have been measured side by side.
     *
     * @param macs multiply-accumulates a picture
     * @param bytes size of the parameters
     * @return a line of text
     */
    public static String costs(long macs, long bytes) {
        return String.format(Locale.ROOT, "Inference: %,d MACs, %,d bytes%n", macs, bytes);
    }

    /**
     * The quartiles of a time for a picture.
     *
     * @param latency a measured time
     * @return such as {@code 2.2-2.5}; empty if it has none
     */
    public static String quartiles(SpeedReport.Latency latency) {
        return latency.quartiles()
                .map(range -> number(range.lower()) + "-" + microseconds(range.upper()))
                .orElse("");
    }

    private static String number(double time) {
        return String.format(Locale.ROOT, time < 10 ? "%.1f" : "%.0f", time);
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
        return number(time) + " us";
    }
}
