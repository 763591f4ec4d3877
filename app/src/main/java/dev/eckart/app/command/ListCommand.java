package dev.eckart.app.command;

import dev.eckart.app.console.Console;
import dev.eckart.app.console.ExitCode;
import dev.eckart.app.console.Json;
import dev.eckart.app.plugin.Listing;
import dev.eckart.app.plugin.Plugins;
import jakarta.inject.Inject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the plug-ins. */
@Command(
        name = "list",
        description = "Lists backends, decomposers, allocators, trainers, layers, optimizers, schedules,"
                + " tokenizers, kernels and engines, and those that could not be loaded.")
public final class ListCommand implements Callable<Integer> {
    private final Plugins plugins;
    private final Console console;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    @Option(
            names = "--probe",
            description =
                    "Really loads each backend, multiplies and factorises a small matrix, and says what came of it.")
    private boolean probe;

    @Inject
    ListCommand(Plugins plugins, Console console) {
        this.plugins = plugins;
        this.console = console;
    }

    @Override
    public Integer call() {
        Listing listing = Listing.of(plugins, probe);
        console.result(json ? Json.of(listing.object()) : listing.text());
        return ExitCode.DONE.code();
    }
}
