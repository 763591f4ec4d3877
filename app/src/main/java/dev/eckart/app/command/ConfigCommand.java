package dev.eckart.app.command;

import dev.eckart.app.command.option.ConfigOptions;
import dev.eckart.app.config.source.Configuration;
import dev.eckart.app.console.Console;
import dev.eckart.app.console.Environment;
import dev.eckart.app.console.ExitCode;
import dev.eckart.app.console.Json;
import dev.eckart.app.plugin.PluginNames;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the resolved configuration. */
@Command(
        name = "config",
        description = {
            "Checks the configuration and prints it, each value with where it came from.",
            "Later ones win: defaults, preset, file (-c), environment (ECKART_BASE_EPOCHS is base.epochs), -P, options.",
            "What it prints is a configuration file."
        })
public final class ConfigCommand implements Callable<Integer> {
    private final ConfigOptions options;
    private final Environment environment;
    private final Console console;
    private final PluginNames names;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    @Inject
    ConfigCommand(ConfigOptions options, Environment environment, Console console, PluginNames names) {
        this.options = options;
        this.environment = environment;
        this.console = console;
        this.names = names;
    }

    @Override
    public Integer call() {
        Configuration configuration = options.load(environment);
        configuration.notes().forEach(console::note);
        names.check(configuration);
        console.result(json ? Json.of(object(configuration)) : lines(configuration.entries()));
        return ExitCode.DONE.code();
    }

    private static String lines(List<Configuration.Entry> entries) {
        int width = entries.stream()
                .mapToInt(entry -> assignment(entry).length())
                .max()
                .orElse(1);
        StringBuilder lines = new StringBuilder();
        entries.forEach(
                entry -> lines.append(String.format("%-" + width + "s  # %s%n", assignment(entry), entry.origin())));
        return lines.toString();
    }

    private static String assignment(Configuration.Entry entry) {
        return entry.key() + " = " + entry.text();
    }

    private static Map<String, Object> object(Configuration configuration) {
        Map<String, Object> keys = new LinkedHashMap<>();
        configuration.entries().forEach(entry -> {
            Map<String, Object> key = new LinkedHashMap<>();
            key.put("value", entry.value());
            key.put("origin", entry.origin());
            keys.put(entry.key(), key);
        });
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("schema", 1);
        object.put("configuration", keys);
        return object;
    }
}
