package dev.eckart.app.html.section;

import dev.eckart.app.html.Result;
import dev.eckart.app.output.RunDirectory;
import dev.eckart.app.report.MachineReport;
import dev.eckart.app.report.MemoryUse;
import dev.eckart.app.report.RunReport.BackendReport;
import dev.eckart.app.report.RunReport.DatasetReport;
import dev.eckart.app.report.text.RunText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What ran.
 *
 * @param entries name and value of each thing that is known
 * @param command what repeats it, in the directory of the report
 * @param configuration the text that the command needs, if it was kept
 */
record RunFacts(List<Entry> entries, String command, Optional<String> configuration) {
    private static final Map<String, String> COMMANDS =
            Map.of(RunDirectory.REPORT, "run", RunDirectory.FRONTIER, "frontier", RunDirectory.VERIFICATION, "verify");

    /** A thing that is known. */
    record Entry(String name, String value) {}

    /** What reports of all kinds have, and what only some have. */
    private record Facts(
            String eckart,
            String preset,
            Optional<Long> seed,
            Optional<List<Long>> seeds,
            Optional<BackendReport> backend,
            DatasetReport dataset,
            Optional<MachineReport> machine,
            MemoryUse memory,
            String started,
            double seconds) {}

    /** Whether a result says what ran; the reports beside models say it in their own section. */
    static boolean isKnown(Result result) {
        return COMMANDS.containsKey(result.kind());
    }

    static RunFacts of(Result result) {
        Facts facts = result.as(Facts.class);
        List<Entry> entries = new ArrayList<>();
        entries.add(new Entry("Eckart", facts.eckart()));
        entries.add(new Entry("Preset", facts.preset()));
        facts.seed().ifPresent(seed -> entries.add(new Entry("Seed", String.valueOf(seed))));
        facts.seeds()
                .ifPresent(seeds -> entries.add(new Entry(
                        "Seeds",
                        String.join(", ", seeds.stream().map(String::valueOf).toList()))));
        facts.backend().ifPresent(backend -> {
            entries.add(new Entry("Backend", backend.name() + ", " + backend.library() + " " + backend.version()));
            entries.add(new Entry("Precision", backend.precision() + ", threads: " + backend.threads()));
            backend.kernels().ifPresent(kernels -> entries.add(new Entry("Kernels of inference", kernels)));
        });
        DatasetReport dataset = facts.dataset();
        entries.add(new Entry(
                "Data",
                dataset.name() + ", " + RunText.count(dataset.train()) + " training and "
                        + RunText.count(dataset.test()) + " test pictures"));
        entries.add(new Entry("SHA-256 of the data", dataset.sha256()));
        facts.machine().ifPresent(machine -> {
            entries.add(new Entry("Machine", machine.processor() + ", cores: " + machine.cores()));
            entries.add(new Entry("System", machine.os()));
            entries.add(new Entry("Java", machine.java()));
        });
        facts.memory()
                .peakBytes()
                .ifPresent(bytes ->
                        entries.add(new Entry("Memory at its peak", RunText.count(bytes / 1_000_000) + " MB")));
        entries.add(new Entry("Started", facts.started()));
        entries.add(new Entry("Time", String.format(Locale.ROOT, "%.1f s", facts.seconds())));
        String command = "eckart " + COMMANDS.get(result.kind()) + " -c " + RunDirectory.CONFIGURATION + " -o ../again";
        return new RunFacts(entries, command, result.configuration());
    }
}
