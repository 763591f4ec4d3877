package dev.eckart.app.command;

import dev.eckart.app.command.option.Candidates;
import dev.eckart.app.command.option.JobOptions;
import dev.eckart.app.console.Console;
import dev.eckart.app.console.ExitCode;
import dev.eckart.app.verify.VerifyJob;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Compares backends. */
@Command(
        name = "verify",
        description = {
            "Runs the same pipeline on several backends and compares what comes out with a referee in plain Java.",
            "Starts from the preset quick. Ends with 3 if a backend is further off than rounding explains."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  eckart verify", "  eckart verify --backends nd4j,ejml --precision float64 -o runs/check"})
public final class VerifyCommand implements Callable<Integer> {
    private final JobOptions options;
    private final Console console;
    private final VerifyJob job;

    @Option(
            names = "--backends",
            paramLabel = "NAMES",
            completionCandidates = Candidates.SeveralBackends.class,
            split = ",",
            description = "Names with commas between them, or all: every one that can work here (default).")
    private List<String> backends = List.of(Candidates.SeveralBackends.ALL);

    @Inject
    VerifyCommand(JobOptions options, Console console, VerifyJob job) {
        this.options = options;
        this.console = console;
        this.job = job;
    }

    @Override
    public Integer call() {
        List<String> asked = backends.contains(Candidates.SeveralBackends.ALL) ? List.of() : backends;
        List<String> failures = job.run(options.request(List.of(VerifyJob.PRESET), List.of()), asked)
                .failures();
        failures.forEach(console::error);
        return (failures.isEmpty() ? ExitCode.DONE : ExitCode.GATE_MISSED).code();
    }
}
