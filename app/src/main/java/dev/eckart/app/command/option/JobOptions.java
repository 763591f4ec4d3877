package dev.eckart.app.command.option;

import dev.eckart.app.config.source.Assignment;
import dev.eckart.app.config.source.Configuration;
import dev.eckart.app.console.Console;
import dev.eckart.app.console.Environment;
import dev.eckart.app.output.RunDirectory;
import dev.eckart.app.pipeline.JobRequest;
import dev.eckart.app.plugin.PluginNames;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes of what the options say a job whose configuration has been found right. */
public final class JobOptions {
    private final ConfigOptions options;
    private final ResultOptions results;
    private final DisplayOptions display;
    private final Environment environment;
    private final Console console;
    private final PluginNames names;

    @Inject
    JobOptions(
            ConfigOptions options,
            ResultOptions results,
            DisplayOptions display,
            Environment environment,
            Console console,
            PluginNames names) {
        this.options = options;
        this.results = results;
        this.display = display;
        this.environment = environment;
        this.console = console;
        this.names = names;
    }

    /** Whether options set keys of a configuration, or name one. */
    public boolean isConfigured() {
        return options.keys().isGiven();
    }

    /**
     * The job that the options ask for.
     *
     * @param wonted keys that the command sets where nobody else does
     * @param own keys that options of the command's own set
     * @return the job
     * @throws dev.eckart.app.config.ConfigurationException if anything is wrong with its configuration
     */
    public JobRequest request(List<Assignment> wonted, List<Assignment> own) {
        List<Assignment> all = new ArrayList<>(results.assignments());
        all.addAll(own);
        Configuration configuration = checked(options.load(environment, wonted, all));
        return new JobRequest(configuration, display.console(console), display.json(), results.force());
    }

    /**
     * The job that the options ask for, of a command that sets no keys of its own.
     *
     * @return the job
     * @throws dev.eckart.app.config.ConfigurationException if anything is wrong with its configuration
     */
    public JobRequest request() {
        return request(List.of(), List.of());
    }

    /**
     * The job of a run that was cut off, with the configuration that it was begun with.
     *
     * @param directory its run directory
     * @param report the report that would have been in it
     * @param own keys that options of the command's own set
     * @return the job
     * @throws dev.eckart.app.config.ConfigurationException if there is no such run, or options or the environment would
     *     change its configuration
     */
    public JobRequest resumption(Path directory, String report, List<Assignment> own) {
        Path begun = RunDirectory.configurationLeft(directory, report);
        List<Assignment> all = new ArrayList<>(results.assignments());
        all.addAll(own);
        Configuration configuration = checked(options.load(environment, begun, all));
        configuration.requireWritten(begun);
        return new JobRequest(
                configuration, display.console(console), display.json(), results.force(), Optional.of(directory));
    }

    private Configuration checked(Configuration configuration) {
        configuration.notes().forEach(display.console(console)::note);
        names.check(configuration);
        return configuration;
    }
}
