package dev.eckart.app.command.option;

import dev.eckart.app.config.ConfigurationException;
import dev.eckart.app.config.source.Assignment;
import dev.eckart.app.config.source.Configuration;
import dev.eckart.app.config.source.ConfigurationRequest;
import dev.eckart.app.config.source.Configurations;
import dev.eckart.app.console.Environment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that set keys, the same for every command that takes a configuration. */
public final class ConfigOptions {
    @Mixin
    private final KeyOptions keys = new KeyOptions();

    @Option(
            names = "--data",
            paramLabel = "NAME-OR-DIR",
            completionCandidates = Candidates.Datasets.class,
            description = "A dataset, or a directory (with a '/' in it) that holds one.")
    private Optional<String> data = Optional.empty();

    @Mixin
    private final ComputeOptions compute = new ComputeOptions();

    /**
     * Loads the configuration that the options and the environment come to.
     *
     * @param environment the environment
     * @return the resolved configuration
     * @throws dev.eckart.app.config.ConfigurationException if anything is wrong with it
     */
    public Configuration load(Environment environment) {
        return load(environment, List.of(), List.of());
    }

    /**
     * Loads the configuration for a command that starts from settings of its own.
     *
     * @param environment the environment
     * @param wonted keys that the command sets where nobody else does
     * @param own keys that options of the command's own set, which win
     * @return the resolved configuration
     */
    Configuration load(Environment environment, List<Assignment> wonted, List<Assignment> own) {
        List<Assignment> assignments = assignments();
        assignments.addAll(own);
        return Configurations.load(new ConfigurationRequest(assignments, environment.variables(), keys.file(), wonted));
    }

    /**
     * Loads a configuration that was kept.
     *
     * @param environment the environment
     * @param kept the file, in place of one that an option names
     * @param own keys that options of the command's own set
     * @return the resolved configuration
     * @throws dev.eckart.app.config.ConfigurationException if an option names a file too, or anything is wrong
     */
    Configuration load(Environment environment, Path kept, List<Assignment> own) {
        if (keys.file().isPresent()) {
            throw new ConfigurationException("a run that goes on has its configuration; leave out -c");
        }
        List<Assignment> assignments = assignments();
        assignments.addAll(own);
        return Configurations.load(
                new ConfigurationRequest(assignments, environment.variables(), Optional.of(kept), List.of()));
    }

    /**
     * Loads the configuration with a data set named besides the options, which wins over them.
     *
     * @param environment the environment
     * @param dataset name of a data set
     * @return the resolved configuration
     */
    public Configuration load(Environment environment, String dataset) {
        data = Optional.of(dataset);
        return load(environment);
    }

    private List<Assignment> assignments() {
        List<Assignment> assignments = new ArrayList<>(keys.assignments());
        data.map(Assignment::ofData).ifPresent(assignments::add);
        assignments.addAll(compute.assignments());
        return assignments;
    }

    /**
     * Those of its options that say nothing of data, seeds and threads.
     *
     * @return they
     */
    public KeyOptions keys() {
        return keys;
    }
}
