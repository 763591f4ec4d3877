package dev.eckart.app.modeljob.report;

import dev.eckart.app.onnx.measure.Costs;
import dev.eckart.app.onnx.measure.Slowdown;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was gained in size, multiplications and time, each as a share of the original's. */
public final class Gains {
    private Gains() {}

    /** A line each; none of what is not known. */
    public static List<String> lines(CompressionReport report) {
        Costs before = report.before().costs();
        Costs after = report.after().costs();
        List<String> lines = new ArrayList<>(List.of(line("Size", after.bytes(), before.bytes(), "bytes")));
        if (before.macs().isPresent()
                && after.macs().isPresent()
                && before.macs().getAsLong() > 0) {
            lines.add(line(
                    "Multiplications", after.macs().getAsLong(), before.macs().getAsLong(), "multiply-accumulates"));
        }
        for (DifferenceReport.Times times : report.latency()) {
            times.ratio().ifPresent(ratio -> lines.add(time(times, ratio)));
        }
        report.time().ifPresent(time -> lines.add(time.line()));
        return lines;
    }

    private static String line(String what, long after, long before, String counted) {
        return String.format(
                Locale.ROOT,
                "%s: %.3f of the original's, %,d of %,d %s",
                what,
                (double) after / before,
                after,
                before,
                counted);
    }

    private static String time(DifferenceReport.Times times, Slowdown ratio) {
        return String.format(
                Locale.ROOT,
                "Time at batch %d: %.3f of the original's (%.3f to %.3f in %d rounds in turn), %.4g of %.4g us",
                times.batch(),
                ratio.median(),
                ratio.low(),
                ratio.high(),
                times.rounds(),
                times.afterMicroseconds(),
                times.beforeMicroseconds());
    }
}
