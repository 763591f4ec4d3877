package dev.eckart.app.command;

import dev.eckart.app.config.Assignment;
import dev.eckart.app.config.Configuration;
import dev.eckart.app.console.Console;
import dev.eckart.app.console.Environment;
import dev.eckart.app.console.ExitCode;
import dev.eckart.app.plugin.PluginNames;
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
    private static final String ALL = "all";

    private final ConfigOptions options;
    private final Environment environment;
    private final Console console;
    private final PluginNames names;
    private final VerifyJob job;

    @Option(
            names = "--backends",
            paramLabel = "NAMES",
            split = ",",
            description = "Names with commas between them, or all: every one that can work here (default).")
    private List<String> backends = List.of(ALL);

    @Option(names = "--json", description = "Prints one JSON object instead of tables.")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "Shows no progress and no notes.")
    private boolean quiet;

    @Option(names = "--force", description = "Overwrites an existing run directory.")
    private boolean force;

    @Inject
    VerifyCommand(ConfigOptions options, Environment environment, Console console, PluginNames names, VerifyJob job) {
        this.options = options;
        this.environment = environment;
        this.console = console;
        this.names = names;
        this.job = job;
    }

    @Override
    public Integer call() {
        Console talking = quiet ? console.with(Console.Verbosity.QUIET) : console;
        Configuration configuration =
                options.load(environment, List.of(new Assignment("preset", "quick", "eckart verify")));
        configuration.notes().forEach(talking::note);
        names.check(configuration);
        List<String> asked = backends.contains(ALL) ? List.of() : backends;
        List<String> failures = job.run(new VerifyJob.Request(configuration, asked, talking, json, force));
        failures.forEach(console::error);
        return (failures.isEmpty() ? ExitCode.DONE : ExitCode.GATE_MISSED).code();
    }
}
