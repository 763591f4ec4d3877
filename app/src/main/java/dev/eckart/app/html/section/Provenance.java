package dev.eckart.app.html.section;

import dev.eckart.app.html.ReportData;
import dev.eckart.app.report.RunReport;
import dev.eckart.app.report.RunText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What ran.
 *
 * @param entries name and value of each thing that is known
 * @param configuration the text that repeats it, if it was kept
 */
record Provenance(List<Entry> entries, Optional<String> configuration) {
    /** A thing that is known. */
    record Entry(String name, String value) {}

    static Provenance of(ReportData.Run run) {
        RunReport report = run.report();
        RunReport.BackendReport backend = report.backend();
        RunReport.DatasetReport dataset = report.dataset();
        return new Provenance(
                List.of(
                        new Entry("Eckart", report.eckart()),
                        new Entry("Preset", report.preset()),
                        new Entry("Seed", String.valueOf(report.seed())),
                        new Entry("Backend", backend.name() + ", " + backend.library() + " " + backend.version()),
                        new Entry("Precision", backend.precision() + ", " + backend.threads() + " threads"),
                        new Entry(
                                "Data",
                                dataset.name() + ", " + RunText.count(dataset.train()) + " training and "
                                        + RunText.count(dataset.test()) + " test pictures"),
                        new Entry("SHA-256 of the data", dataset.sha256()),
                        new Entry(
                                "Machine",
                                report.machine().processor() + ", "
                                        + report.machine().cores() + " cores"),
                        new Entry("System", report.machine().os()),
                        new Entry("Java", report.machine().java()),
                        new Entry(
                                "Memory at its peak",
                                report.memory()
                                        .peakBytes()
                                        .map(bytes -> RunText.count(bytes / 1_000_000) + " MB")
                                        .orElse("not known")),
                        new Entry("Started", report.started()),
                        new Entry("Time", String.format(Locale.ROOT, "%.1f s", report.seconds()))),
                run.result().configuration());
    }
}
