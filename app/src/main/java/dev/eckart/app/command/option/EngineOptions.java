package dev.eckart.app.command.option;

import dev.eckart.app.config.source.Assignment;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The options that say who carries out work that can be done in pieces. */
public final class EngineOptions {
    @Option(
            names = "--engine",
            paramLabel = "NAME",
            description = "Who does the work: local (this process), or an engine in the folder engines, such as spark.")
    private Optional<String> engine = Optional.empty();

    @Option(
            names = "--master",
            paramLabel = "URL",
            description = "Who shares it out to other machines, such as spark://HOST:7077.")
    private Optional<String> master = Optional.empty();

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Pieces of the work at a time in this process, each with --threads threads.")
    private Optional<String> workers = Optional.empty();

    @Option(
            names = "--engine-options",
            paramLabel = "KEY=VALUE,...",
            description = "What the engine's library is told besides, such as spark.executor.memory=2g.")
    private Optional<String> options = Optional.empty();

    /** The keys that were set. */
    public List<Assignment> assignments() {
        return Stream.of(
                        Assignment.of("--engine", "engine.name", engine),
                        Assignment.of("--master", "engine.master", master),
                        Assignment.of("--workers", "engine.workers", workers),
                        Assignment.of("--engine-options", "engine.options", options))
                .flatMap(Optional::stream)
                .toList();
    }
}
