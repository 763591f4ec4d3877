package dev.eckart.app.command.option;

import dev.eckart.app.config.source.Assignment;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say how a result is kept, the same for every command that keeps one. */
public final class ResultOptions {
    @Option(
            names = {"-o", "--out", "--output"},
            paramLabel = "DIR",
            description = "The run directory.")
    private Optional<String> output = Optional.empty();

    @Option(names = "--force", description = "Overwrites an existing result.")
    private boolean force;

    /**
     * Whether an earlier result may be replaced.
     *
     * @return true if asked for
     */
    public boolean force() {
        return force;
    }

    /** The key that was set. */
    List<Assignment> assignments() {
        return Assignment.of("-o", "output.dir", output).stream().toList();
    }
}
