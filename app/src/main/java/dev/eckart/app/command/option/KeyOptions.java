package dev.eckart.app.command.option;

import dev.eckart.app.config.source.Assignment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The options that set keys of a configuration, or name one. */
public final class KeyOptions {
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

    /** The configuration file, if one is named. */
    Optional<Path> file() {
        return file;
    }

    /** The keys that were set. An option of its own wins over {@code -P}, so it comes later. */
    List<Assignment> assignments() {
        List<Assignment> assignments = new ArrayList<>();
        properties.forEach((key, text) -> assignments.add(new Assignment(key, text, "-P " + key)));
        Stream.of(
                        Assignment.of("--preset", "preset", preset),
                        Assignment.of("--backend", "backend", backend),
                        Assignment.of("--precision", "precision", precision))
                .flatMap(Optional::stream)
                .forEach(assignments::add);
        return assignments;
    }

    /** Whether anything was set or named. */
    boolean isGiven() {
        return file.isPresent() || !assignments().isEmpty();
    }
}
