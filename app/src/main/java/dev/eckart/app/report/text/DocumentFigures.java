package dev.eckart.app.report.text;

import dev.eckart.app.report.LevelReport;
import dev.eckart.app.report.RunReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the document reports of its own network, beside which a run that repeats it is shown. */
public final class DocumentFigures {
    /** Parameters of the document's network: its figures mean something beside that network only. */
    private static final long PARAMETERS = 84_060;

    /** By the titles of its levels, and of budgets of the same size. */
    private static final Map<String, String> WORDS = Map.of(
            "1x", "97.16 % *",
            "2x", "96.08 %",
            "48490", "96.08 %",
            "4x", "badly degraded",
            "24219", "badly degraded",
            "8x", "18 %",
            "11747", "18 %");

    /** What has to be known of figures with an asterisk. */
    public static final String FOOTNOTE = "* read off the training in the middle of an epoch: no test accuracy";

    private DocumentFigures() {}

    /**
     * A level of the document whose accuracy it gives as a number.
     *
     * @param title its nominal compression
     * @param parameters number of its parameters
     * @param accuracy what the document says, 0 to 1
     * @param remark what has to be known of that; empty for nothing
     */
    public record Point(String title, long parameters, double accuracy, String remark) {}

    /**
     * The levels whose accuracy is a number.
     *
     * @return them, largest first
     */
    public static List<Point> points() {
        return List.of(
                new Point("1x", 96_820, 0.9716, "read off the training in the middle of an epoch"),
                new Point("2x", 48_490, 0.9608, ""),
                new Point("8x", 11_747, 0.18, ""));
    }

    /**
     * Whether the document's figures can stand beside those of a run.
     *
     * @param report a run
     * @return true if it compressed the document's network for the document's data to one of its sizes
     */
    public static boolean concern(RunReport report) {
        return report.base().parameters() == PARAMETERS
                && report.dataset().name().equals("mnist")
                && report.compressed().stream().anyMatch(level -> of(level).isPresent());
    }

    /**
     * Whether the document's figure of a level has an asterisk.
     *
     * @param level a level of a run that the document concerns
     * @return true if {@link #FOOTNOTE} is to be shown
     */
    public static boolean remarked(LevelReport level) {
        return of(level).filter(words -> words.endsWith("*")).isPresent();
    }

    /**
     * What the document says of a level, or of a budget of a level's size; "2x" as a budget is another size.
     *
     * @param level a level of a run that the document concerns
     * @return its words, if it has any
     */
    public static Optional<String> of(LevelReport level) {
        return Optional.ofNullable(WORDS.get(level.title()))
                .filter(words -> level.level().isPresent() == level.title().endsWith("x"));
    }
}
