package dev.eckart.app.command;

import dev.eckart.app.command.option.Candidates;
import dev.eckart.app.command.option.ConfigOptions;
import dev.eckart.app.config.source.Configuration;
import dev.eckart.app.console.Console;
import dev.eckart.app.console.Environment;
import dev.eckart.app.console.ExitCode;
import dev.eckart.app.console.Json;
import dev.eckart.app.console.Table;
import dev.eckart.app.console.Table.Column;
import dev.eckart.app.data.locate.DatasetStatus;
import dev.eckart.app.pipeline.DatasetFinder;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows which data sets are on this machine, and fetches them. */
@Command(
        name = "data",
        description = {
            "Shows which data sets are on this machine and where.",
            "'eckart data fetch mnist' downloads one into the user's cache."
        })
public final class DataCommand implements Callable<Integer> {
    private final ConfigOptions options;
    private final Environment environment;
    private final Console console;
    private final DatasetFinder datasets;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    @Inject
    DataCommand(ConfigOptions options, Environment environment, Console console, DatasetFinder datasets) {
        this.options = options;
        this.environment = environment;
        this.console = console;
        this.datasets = datasets;
    }

    @Override
    public Integer call() {
        Configuration configuration = options.load(environment);
        configuration.notes().forEach(console::note);
        List<DatasetStatus> status = datasets.status(configuration.settings(), console);
        console.result(
                json
                        ? Json.of(Map.of(
                                "datasets",
                                status.stream().map(DataCommand::object).toList()))
                        : text(status));
        return ExitCode.DONE.code();
    }

    @Command(name = "fetch", description = "Downloads a data set into the user's cache, unless it is there.")
    int fetch(
            @Parameters(
                            paramLabel = "NAME",
                            completionCandidates = Candidates.Downloadable.class,
                            description = "mnist or fashion-mnist")
                    String name) {
        Configuration configuration = options.load(environment, name);
        console.result(datasets.fetch(configuration.settings(), console).toString());
        return ExitCode.DONE.code();
    }

    private static String text(List<DatasetStatus> status) {
        Table table = new Table(List.of(
                Column.words("dataset"), Column.words("status"), Column.numbers("bytes"), Column.words("location")));
        for (DatasetStatus entry : status) {
            String location = entry.location().map(Object::toString).orElse("-");
            table.row(entry.name(), words(entry), String.format("%,d", entry.bytes()), location);
        }
        return table.render();
    }

    private static String words(DatasetStatus entry) {
        if (entry.problem().isPresent()) {
            return entry.problem().get();
        }
        if (entry.location().isEmpty()) {
            return entry.published() ? "drawn when asked for" : "not on this machine";
        }
        return entry.published() ? "as published" : "not the published content";
    }

    private static Map<String, Object> object(DatasetStatus entry) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("name", entry.name());
        object.put("published", entry.published());
        object.put("bytes", entry.bytes());
        entry.location().ifPresent(location -> object.put("directory", location.toString()));
        entry.problem().ifPresent(problem -> object.put("problem", problem));
        return object;
    }
}
