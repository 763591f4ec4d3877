package dev.eckart.app.command.option;

import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** The model that a command works on. */
public final class ModelArgument {
    @Parameters(
            paramLabel = "MODEL.onnx",
            description =
                    "The model; or a jar that holds one, by its file or by GROUP:ARTIFACT:VERSION in Maven's local repository.")
    private Path model;

    /**
     * What was named.
     *
     * @return a path as it was written, which need not be one of a file
     */
    public Path path() {
        return model;
    }
}
