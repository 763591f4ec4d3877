package dev.eckart.app.html.section;

import dev.eckart.app.report.LevelReport;
import dev.eckart.app.report.TrainingStatus;
import dev.eckart.app.report.text.RunText;
import java.util.Locale;

/** Figures as a reader of a page has them. */
final class Words {
    /** A figure and its unit stay in one line. */
    private static final char UNBROKEN = '\u00a0';

    private Words() {}

    static String percent(double share) {
        return Double.isNaN(share) ? "none" : RunText.percent(share).replace(' ', UNBROKEN);
    }

    static String ratio(double ratio) {
        return String.format(Locale.ROOT, "%.2f×", ratio);
    }

    /** A difference of two shares, in points. */
    static String points(double difference) {
        String text = String.format(Locale.ROOT, "%+.2f", 100 * difference).replace('-', '−');
        return text.matches("[+−]0\\.00") ? "±0.00" : text;
    }

    /** A difference of two counts. */
    static String change(long difference) {
        return difference == 0
                ? "±0"
                : String.format(Locale.ROOT, "%+,d", difference).replace('-', '−');
    }

    static String microseconds(double time) {
        return String.format(Locale.ROOT, time < 10 ? "%.1f\u00a0µs" : "%,.0f\u00a0µs", time);
    }

    static String number(double number) {
        return String.format(Locale.ROOT, "%,.0f", number);
    }

    /** A number of at most four significant digits. */
    static String loss(double loss) {
        return Double.isNaN(loss) ? "none" : String.format(Locale.ROOT, "%.4f", loss);
    }

    static String kilobytes(long bytes) {
        return String.format(Locale.ROOT, bytes < 10_000 ? "%.1f\u00a0kB" : "%,.0f\u00a0kB", bytes / 1000.0);
    }

    static String accuracy(LevelReport level) {
        return percent(level.test().accuracy()) + status(level.status());
    }

    /** What a reader must know of a training that did not go well. */
    static String status(TrainingStatus status) {
        return status == TrainingStatus.TRAINED ? "" : " (" + status.name().toLowerCase(Locale.ROOT) + ")";
    }
}
