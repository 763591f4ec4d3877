package dev.eckart.app.command;

import dev.eckart.app.config.Assignment;
import dev.eckart.app.config.Configuration;
import dev.eckart.app.console.Console;
import dev.eckart.app.console.Environment;
import dev.eckart.app.pipeline.JobRequest;
import dev.eckart.app.plugin.PluginNames;
import jakarta.inject.Inject;
import java.util.List;

/** Makes of what the options say a job whose configuration has been found right. */
public final class JobOptions {
    private final ConfigOptions options;
    private final ResultOptions results;
    private final Environment environment;
    private final Console console;
    private final PluginNames names;

    @Inject
    JobOptions(
            ConfigOptions options, ResultOptions results, Environment environment, Console console, PluginNames names) {
        this.options = options;
        this.results = results;
        this.environment = environment;
        this.console = console;
        this.names = names;
    }

    /**
     * The job that the options ask for.
     *
     * @param wonted keys that the command sets where nobody else does
     * @param own keys that options of the command's own set
     * @return the job
     * @throws dev.eckart.app.config.ConfigurationException if anything is wrong with its configuration
     */
    JobRequest request(List<Assignment> wonted, List<Assignment> own) {
        Console talking = results.console(console);
        Configuration configuration = options.load(environment, wonted, own);
        configuration.notes().forEach(talking::note);
        names.check(configuration);
        return new JobRequest(configuration, talking, results.json(), results.force());
    }
}
