package dev.eckart.app.command;

import dev.eckart.app.config.Configuration;
import dev.eckart.app.console.Console;
import dev.eckart.app.console.Environment;
import dev.eckart.app.console.ExitCode;
import dev.eckart.app.pipeline.RunJob;
import dev.eckart.app.plugin.PluginNames;
import jakarta.inject.Inject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trains, compresses, refines and reports. */
@Command(
        name = "run",
        description = "Trains a network, compresses it, refines what came out, and reports.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  eckart run",
            "  eckart run --preset document --backend ejml -P base.epochs=3",
            "  eckart run -c my.conf -o runs/mine --json"
        })
public final class RunCommand implements Callable<Integer> {
    private final ConfigOptions options;
    private final Environment environment;
    private final Console console;
    private final PluginNames names;
    private final RunJob job;

    @Option(names = "--json", description = "Prints one JSON object instead of tables.")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "Shows no progress and no notes.")
    private boolean quiet;

    @Option(names = "--force", description = "Overwrites an existing run directory.")
    private boolean force;

    @Inject
    RunCommand(ConfigOptions options, Environment environment, Console console, PluginNames names, RunJob job) {
        this.options = options;
        this.environment = environment;
        this.console = console;
        this.names = names;
        this.job = job;
    }

    @Override
    public Integer call() {
        Console talking = quiet ? console.with(Console.Verbosity.QUIET) : console;
        Configuration configuration = options.load(environment);
        configuration.notes().forEach(talking::note);
        names.check(configuration);
        job.run(new RunJob.Request(configuration, talking, json, force));
        return ExitCode.DONE.code();
    }
}
