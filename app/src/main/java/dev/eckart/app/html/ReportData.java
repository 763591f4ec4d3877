package dev.eckart.app.html;

import dev.eckart.app.report.RunDirectory;
import dev.eckart.app.report.RunReport;
import java.util.List;
import java.util.Optional;

/**
 * What a page reports on.
 *
 * @param results one entry a directory, in the order in which they were named
 */
public record ReportData(List<Result> results) {
    /**
     * A run with the directory it left.
     *
     * @param result the directory
     * @param report what the run found
     */
    public record Run(Result result, RunReport report) {}

    /**
     * The results of one kind.
     *
     * @param file name of their report's file, as {@link RunDirectory} has it
     * @return them, in order
     */
    public List<Result> of(String file) {
        return results.stream().filter(result -> result.file().equals(file)).toList();
    }

    /**
     * All runs.
     *
     * @return them, in order
     */
    public List<Run> runs() {
        return of(RunDirectory.REPORT).stream()
                .map(result -> new Run(result, result.as(RunReport.class)))
                .toList();
    }

    /**
     * The run that the page is about.
     *
     * @return the only run; empty if there is none, or several, which are compared instead
     */
    public Optional<Run> run() {
        return of(RunDirectory.REPORT).size() == 1 ? Optional.of(runs().get(0)) : Optional.empty();
    }
}
