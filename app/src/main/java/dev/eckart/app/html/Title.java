package dev.eckart.app.html;

import dev.eckart.app.output.RunDirectory;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a page is called.
 *
 * @param heading its heading
 * @param name the name that the heading is about, which may be anything; empty if there is none
 * @param line what is said below
 */
record Title(String heading, String name, String line) {
    private static final Map<String, String> KINDS = Map.of(
            RunDirectory.REPORT, "Compression report",
            RunDirectory.FRONTIER, "Compression frontier",
            RunDirectory.VERIFICATION, "Cross-verification",
            Result.COMPRESSION, "Compressed model",
            Result.TUNING, "Fine-tuned model",
            Result.STEP, "Trained network");

    static Title of(ReportData data) {
        if (data.results().size() != 1) {
            return new Title(
                    "Results side by side",
                    "",
                    data.results().stream().map(Result::name).collect(Collectors.joining(", ")));
        }
        Map<?, ?> report = data.results().get(0).as(Map.class);
        Object about = report.get("dataset") instanceof Map<?, ?> some
                ? some.get("name")
                : data.results().get(0).name();
        return new Title(
                KINDS.get(data.results().get(0).kind()),
                String.valueOf(about),
                "Eckart " + report.get("eckart") + part(", preset ", report.get("preset"))
                        + part(", ", report.get("started")));
    }

    /** Reports beside models do not have all. */
    private static String part(String before, Object known) {
        return known == null ? "" : before + known;
    }

    /** All in one line. */
    String text() {
        return name.isEmpty() ? heading : heading + ": " + name;
    }
}
