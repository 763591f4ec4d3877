package dev.eckart.app.command;

import dev.eckart.app.console.Console;
import picocli.CommandLine.Option;

/** The options that say how a result is shown and kept, the same for every command that keeps one. */
public final class ResultOptions {
    @Option(names = "--json", description = "Prints one JSON object instead of tables.")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "Shows no progress and no notes.")
    private boolean quiet;

    @Option(names = "--force", description = "Overwrites an existing result.")
    private boolean force;

    /**
     * Whether stdout is for one JSON object.
     *
     * @return true if asked for
     */
    public boolean json() {
        return json;
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
        return quiet ? console.with(Console.Verbosity.QUIET) : console;
    }
}
