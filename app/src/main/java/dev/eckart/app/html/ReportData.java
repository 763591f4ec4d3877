package dev.eckart.app.html;

import dev.eckart.app.output.RunDirectory;
import dev.eckart.app.report.RunReport;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * What a page reports on.
 *
 * @param results one entry a directory or file, in the order in which they were named
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
     * @param kind what they are reports of, as {@link Result} has it
     * @return them, in order
     */
    public List<Result> of(String kind) {
        return results.stream().filter(result -> result.kind().equals(kind)).toList();
    }

    /**
     * A section that shows the results of one kind below each other, each under its name if there are several results of
     * any kind.
     *
     * @param title the section's heading
     * @param kind what they are reports of, as {@link Result} has it
     * @param shown the fragment so far with one more result
     * @return the section; empty if there is none of the kind
     */
    public Optional<Fragment> section(String title, String kind, BiFunction<Fragment, Result, Fragment> shown) {
        Fragment fragment = Fragment.titled(title);
        for (Result result : of(kind)) {
            fragment = shown.apply(results.size() > 1 ? fragment.heading(result.name()) : fragment, result);
        }
        return of(kind).isEmpty() ? Optional.empty() : Optional.of(fragment);
    }

    /**
     * All runs.
     *
     * @return them, in order
     * @throws dev.eckart.app.data.DataException if the report of one cannot be read as this version's
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
     * @throws dev.eckart.app.data.DataException if its report cannot be read as this version's
     */
    public Optional<Run> run() {
        return of(RunDirectory.REPORT).size() == 1 ? Optional.of(runs().get(0)) : Optional.empty();
    }
}
