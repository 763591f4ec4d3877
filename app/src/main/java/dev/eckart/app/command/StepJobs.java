package dev.eckart.app.command;

import dev.eckart.app.config.Configuration;
import dev.eckart.app.console.Console;
import dev.eckart.app.console.Environment;
import dev.eckart.app.pipeline.JobRequest;
import dev.eckart.app.plugin.PluginNames;
import dev.eckart.app.report.ModelPlace;
import jakarta.inject.Inject;
import java.util.List;

/** Makes of what the options say a step whose configuration has been found right. */
public final class StepJobs {
    private final ConfigOptions options;
    private final StepOptions steps;
    private final Environment environment;
    private final Console console;
    private final PluginNames names;

    @Inject
    StepJobs(ConfigOptions options, StepOptions steps, Environment environment, Console console, PluginNames names) {
        this.options = options;
        this.steps = steps;
        this.environment = environment;
        this.console = console;
        this.names = names;
    }

    /** The step that the options ask for. */
    JobRequest request() {
        Console talking = steps.console(console);
        Configuration configuration = options.load(environment, List.of(), List.of());
        configuration.notes().forEach(talking::note);
        names.check(configuration);
        return new JobRequest(configuration, talking, steps.json(), false);
    }

    /** Where its model shall be. */
    ModelPlace place() {
        return steps.place();
    }
}
