package dev.eckart.app.command;

import dev.eckart.app.config.Assignment;
import dev.eckart.app.console.Console;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say how a result is shown and kept, the same for every command that keeps one. */
public final class ResultOptions {
    @Mixin
    private final DisplayOptions display = new DisplayOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "The run directory.")
    private Optional<String> output = Optional.empty();

    @Option(names = "--force", description = "Overwrites an existing result.")
    private boolean force;

    /**
     * Whether stdout is for one JSON object.
     *
     * @return true if asked for
     */
    public boolean json() {
        return display.json();
    }

    /**
     * Whether an earlier result may be replaced.
     *
     * @return true if asked for
     */
    public boolean force() {
        return force;
    }

    /**
     * The console as talkative as was asked for.
     *
     * @param console the process's console
     * @return it, or a quiet one
     */
    public Console console(Console console) {
        return display.console(console);
    }

    /** The key that was set. */
    List<Assignment> assignments() {
        return Assignment.of("-o", "output.dir", output).stream().toList();
    }
}
