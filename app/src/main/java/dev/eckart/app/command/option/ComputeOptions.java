package dev.eckart.app.command.option;

import dev.eckart.app.config.source.Assignment;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The options that say what a computation may use. */
public final class ComputeOptions {
    @Option(names = "--seed", paramLabel = "N", description = "Where all randomness starts.")
    private Optional<String> seed = Optional.empty();

    @Option(names = "--threads", paramLabel = "N", description = "Threads to compute with, 0 for all processors.")
    private Optional<String> threads = Optional.empty();

    @Option(names = "--offline", description = "Open no socket.")
    private boolean offline;

    /** The keys that were set. */
    List<Assignment> assignments() {
        return Stream.of(
                        Assignment.of("--seed", "seed", seed),
                        Assignment.of("--threads", "threads", threads),
                        Assignment.of("--offline", "offline", offline ? Optional.of("true") : Optional.empty()))
                .flatMap(Optional::stream)
                .toList();
    }
}
