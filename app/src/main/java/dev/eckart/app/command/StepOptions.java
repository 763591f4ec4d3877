package dev.eckart.app.command;

import dev.eckart.app.console.Console;
import dev.eckart.app.report.ModelPlace;
import picocli.CommandLine.Mixin;

/** The options that say how the result of a step is shown and kept. */
public final class StepOptions {
    @Mixin
    private final ModelOptions models = new ModelOptions();

    @Mixin
    private final DisplayOptions display = new DisplayOptions();

    /** Where the model shall be. */
    ModelPlace place() {
        return models.place();
    }

    /** Whether stdout is for one JSON object. */
    boolean json() {
        return display.json();
    }

    /** The console as talkative as was asked for. */
    Console console(Console console) {
        return display.console(console);
    }
}
