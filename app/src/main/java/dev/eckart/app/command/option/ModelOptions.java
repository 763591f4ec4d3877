package dev.eckart.app.command.option;

import dev.eckart.app.output.ModelPlace;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say where a model is left, the same for every command that makes one. */
public final class ModelOptions {
    @Option(
            names = {"-o", "--out"},
            paramLabel = "OUT.onnx",
            required = true,
            description = "The model that is made.")
    private Path output;

    @Option(names = "--report", paramLabel = "FILE", description = "The report; OUT.onnx.json by default.")
    private Optional<Path> report = Optional.empty();

    @Option(names = "--force", description = "Overwrites an existing model and report.")
    private boolean force;

    /** Where both shall be. */
    public ModelPlace place() {
        return ModelPlace.of(output, report, force);
    }
}
