package dev.eckart.app.command;

import dev.eckart.app.config.Assignment;
import dev.eckart.app.config.Configuration;
import dev.eckart.app.config.ConfigurationException;
import dev.eckart.app.config.ConfigurationRequest;
import dev.eckart.app.config.Configurations;
import dev.eckart.app.console.Console;
import dev.eckart.app.console.Environment;
import dev.eckart.app.foreign.ForeignDataFinder;
import dev.eckart.app.foreign.ForeignJob;
import dev.eckart.app.foreign.Scale;
import dev.eckart.registry.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of the commands that run foreign models. */
public final class ForeignOptions {
    @Option(
            names = {"--data", "--calibration"},
            paramLabel = "DATA",
            completionCandidates = Candidates.Datasets.class,
            description = "A data set, a directory (with a '/' in it) that holds one, or a FILE.npz of arrays called as"
                    + " the model's inputs are.")
    private Optional<String> data = Optional.empty();

    @Option(
            names = "--scale",
            paramLabel = "SCALE",
            completionCandidates = Candidates.Scales.class,
            description = "What the model expects pixels to be: unit (0 to 1, default), raw (0 to 255), or MEAN,STD of"
                    + " pixels from 0 to 1, such as 0.1307,0.3081.")
    private Optional<String> scale = Optional.empty();

    @Option(
            names = "--labels",
            paramLabel = "NAME",
            description = "The array of FILE.npz that has the labels; 'labels' by default.")
    private Optional<String> labels = Optional.empty();

    @Option(names = "--samples", paramLabel = "N", description = "Takes no more than the first N samples.")
    private Optional<Integer> samples = Optional.empty();

    @Option(
            names = "--dim",
            paramLabel = "NAME=N",
            description = "Size of an open axis of random inputs, 1 by default. May be repeated.")
    private Map<String, Integer> dims = new LinkedHashMap<>();

    @Mixin
    private final ComputeOptions compute = new ComputeOptions();

    @Mixin
    private final DisplayOptions display = new DisplayOptions();

    /**
     * What the options ask for, with keys that options of the command's own set.
     *
     * @param environment the environment
     * @param console where notes and results go
     * @param own keys that win over all others
     * @return the job
     * @throws ConfigurationException if an option is wrong
     */
    ForeignJob job(Environment environment, Console console, List<Assignment> own) {
        Console talking = display.console(console);
        List<Assignment> assignments = assignments();
        assignments.addAll(own);
        Configuration configuration = Configurations.load(
                new ConfigurationRequest(assignments, environment.variables(), Optional.empty(), List.of()));
        configuration.notes().forEach(talking::note);
        return new ForeignJob(configuration, data, scale(), labels, samples(), dims(), talking, display.json());
    }

    private Scale scale() {
        return scale.map(text -> Scale.parse(text)
                        .orElseThrow(() -> new ConfigurationException(
                                "--scale: '" + text + "' is not unit, raw, or MEAN,STD with STD above 0"
                                        + Nearest.didYouMean(text, Scale.NAMES))))
                .orElse(Scale.UNIT);
    }

    private OptionalInt samples() {
        samples.filter(number -> number < 1).ifPresent(number -> {
            throw new ConfigurationException("--samples: " + number + " is below 1");
        });
        return samples.map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    private Map<String, Integer> dims() {
        dims.forEach((name, size) -> {
            if (size < 1) {
                throw new ConfigurationException("--dim: " + name + "=" + size + " is below 1");
            }
        });
        return dims;
    }

    private List<Assignment> assignments() {
        List<Assignment> assignments = new ArrayList<>();
        data.filter(named -> !ForeignDataFinder.isArrayFile(named))
                .ifPresent(named -> assignments.add(
                        new Assignment(ConfigOptions.isDirectory(named) ? "data.dir" : "data.name", named, "--data")));
        assignments.addAll(compute.assignments());
        return assignments;
    }
}
