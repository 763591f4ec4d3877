package dev.eckart.app.command.option;

import dev.eckart.app.console.Console;
import picocli.CommandLine.Option;

/** The options that say how a result is shown. */
public final class DisplayOptions {
    @Option(names = "--json", description = "Prints one JSON object instead of tables.")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "Shows no progress and no notes.")
    private boolean quiet;

    /** Whether stdout is for one JSON object. */
    public boolean json() {
        return json;
    }

    /** The console as talkative as was asked for. */
    public Console console(Console console) {
        return quiet ? console.with(Console.Verbosity.QUIET) : console;
    }
}
