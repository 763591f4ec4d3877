package dev.eckart.app.command;

import dev.eckart.app.config.Assignment;
import dev.eckart.app.config.Configuration;
import dev.eckart.app.config.ConfigurationException;
import dev.eckart.app.config.ConfigurationRequest;
import dev.eckart.app.config.Configurations;
import dev.eckart.app.console.Environment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that set keys, the same for every command that takes a configuration. */
public final class ConfigOptions {
    @Option(
            names = "--preset",
            paramLabel = "NAME",
            completionCandidates = Candidates.PresetNames.class,
            description = "Settings to start from: best, document, linear, quick or strong.")
    private Optional<String> preset = Optional.empty();

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "A configuration file; 'eckart config' prints one.")
    private Optional<Path> file = Optional.empty();

    @Option(names = "-P", paramLabel = "key=value", description = "Sets one key. May be repeated.")
    private Map<String, String> properties = new LinkedHashMap<>();

    @Option(
            names = "--backend",
            paramLabel = "NAME",
            completionCandidates = Candidates.Backends.class,
            description = "The numerical library, or auto. 'eckart list' shows them.")
    private Optional<String> backend = Optional.empty();

    @Option(
            names = "--precision",
            paramLabel = "P",
            completionCandidates = Candidates.Precisions.class,
            description = "float32, float64 or auto.")
    private Optional<String> precision = Optional.empty();

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
        return Configurations.load(new ConfigurationRequest(assignments, environment.variables(), file, wonted));
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
        if (file.isPresent()) {
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

    /** An option of its own wins over {@code -P}, so it comes later. */
    private List<Assignment> assignments() {
        List<Assignment> assignments = new ArrayList<>();
        properties.forEach((key, text) -> assignments.add(new Assignment(key, text, "-P " + key)));
        Stream.of(
                        Assignment.of("--preset", "preset", preset),
                        Assignment.of("--backend", "backend", backend),
                        Assignment.of("--precision", "precision", precision),
                        data.map(Assignment::ofData))
                .flatMap(Optional::stream)
                .forEach(assignments::add);
        assignments.addAll(compute.assignments());
        return assignments;
    }
}
