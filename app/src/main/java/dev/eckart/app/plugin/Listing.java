package dev.eckart.app.plugin;

import dev.eckart.app.console.Table;
import dev.eckart.app.console.Table.Column;
import dev.eckart.app.report.EckartVersion;
import dev.eckart.registry.Registry;
import dev.eckart.spi.Named;
import dev.eckart.spi.backend.BackendProvider;
import dev.eckart.spi.backend.Library;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All plug-ins as they are listed, for people and for programs.
 *
 * @param kinds what was found and what was not, by kind
 * @param passedOver jars that cannot be read and why, one line each
 */
public record Listing(Map<String, Kind> kinds, List<String> passedOver) {
    /**
     * The plug-ins of one kind.
     *
     * @param rows those that were found
     * @param failures those that could not be loaded and why, one line each
     */
    public record Kind(List<Row> rows, List<String> failures) {
        Kind with(List<Listed> more) {
            return new Kind(
                    Stream.concat(rows.stream(), more.stream().map(plugin -> new Row(plugin, Optional.empty())))
                            .toList(),
                    failures);
        }
    }

    /**
     * One plug-in.
     *
     * @param plugin what there is to say of it
     * @param probe what became of really using it, if that was tried
     */
    public record Row(Listed plugin, Optional<Probe> probe) {}

    /**
     * Lists everything.
     *
     * @param plugins what was found
     * @param probe whether to really load and use the backends
     * @return the list
     */
    public static Listing of(Plugins plugins, boolean probe) {
        return of(plugins, EngineFolder.installed(), probe);
    }

    static Listing of(Plugins plugins, EngineFolder engines, boolean probe) {
        Map<String, Kind> kinds = new LinkedHashMap<>();
        plugins.byKind().forEach((kind, registry) -> kinds.put(kind, kind(registry, probe)));
        kinds.computeIfPresent(Plugins.ENGINES, (kind, onClassPath) -> onClassPath.with(engines.listed()));
        return new Listing(kinds, plugins.passedOver());
    }

    private static Kind kind(Registry<? extends Named> registry, boolean probe) {
        List<Row> rows = new ArrayList<>();
        registry.all().values().forEach(plugin -> {
            Listed listed = Listed.of(plugin);
            Optional<Probe> outcome = Optional.of(plugin.plugin())
                    .filter(named -> probe && listed.problem().isEmpty())
                    .filter(BackendProvider.class::isInstance)
                    .map(named -> Probe.of((BackendProvider) named, 1));
            rows.add(new Row(listed, outcome));
        });
        return new Kind(rows, registry.failures());
    }

    /**
     * The listing for people.
     *
     * @return one table a kind
     */
    public String text() {
        StringBuilder text = new StringBuilder();
        kinds.forEach((name, kind) -> {
            boolean libraries =
                    kind.rows().stream().anyMatch(row -> row.plugin().library().isPresent());
            text.append(text.isEmpty() ? "" : "\n");
            text.append((libraries ? libraries(name, kind) : plain(name, kind)).render());
            kind.failures().forEach(failure -> text.append(failed(failure)));
        });
        passedOver.forEach(jar -> text.append(failed(jar)));
        return text.toString();
    }

    private static String failed(String reason) {
        return "could not load: " + reason + "\n";
    }

    private static Table libraries(String name, Kind kind) {
        Table table = new Table(List.of(
                Column.words(name),
                Column.words("version"),
                Column.words("library"),
                Column.words("precisions"),
                Column.words("status")));
        kind.rows().forEach(row -> {
            Listed plugin = row.plugin();
            String library =
                    plugin.library().map(it -> it.name() + " " + it.version()).orElse("-");
            table.row(plugin.name(), plugin.version(), library, String.join(", ", plugin.precisions()), status(row));
        });
        return table;
    }

    private static Table plain(String name, Kind kind) {
        Table table = new Table(List.of(Column.words(name), Column.words("version"), Column.words("status")));
        kind.rows().forEach(row -> {
            String folder =
                    row.plugin().folder().map(place -> ", in '" + place + "'").orElse("");
            table.row(row.plugin().name(), row.plugin().version(), status(row) + folder);
        });
        return table;
    }

    private static String status(Row row) {
        String availability = row.plugin()
                .problem()
                .map(problem -> "not available: " + problem)
                .orElse("available");
        return row.probe()
                .map(probe -> (probe.works() ? "works: " : "does not work: ") + probe.outcome())
                .orElse(availability);
    }

    /**
     * The listing for programs.
     *
     * @return what becomes a JSON object
     */
    public Map<String, Object> object() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("schema", 1);
        object.put("eckart", EckartVersion.current());
        List<Map<String, String>> failures = new ArrayList<>();
        kinds.forEach((name, kind) -> {
            object.put(name, kind.rows().stream().map(Listing::object).toList());
            kind.failures().forEach(reason -> failures.add(Map.of("kind", name, "reason", reason)));
        });
        passedOver.forEach(reason -> failures.add(Map.of("kind", "jars", "reason", reason)));
        object.put("failures", failures);
        return object;
    }

    private static Map<String, Object> object(Row row) {
        Map<String, Object> object = new LinkedHashMap<>();
        Listed plugin = row.plugin();
        object.put("name", plugin.name());
        object.put("version", plugin.version());
        plugin.library().ifPresent(library -> {
            object.put("library", object(library));
            object.put("precisions", plugin.precisions());
        });
        plugin.folder().ifPresent(folder -> object.put("folder", folder.toString()));
        object.put("available", plugin.problem().isEmpty());
        plugin.problem().ifPresent(problem -> object.put("reason", problem));
        row.probe().ifPresent(probe -> {
            object.put("works", probe.works());
            object.put("probe", probe.outcome());
        });
        return object;
    }

    private static Map<String, String> object(Library library) {
        Map<String, String> object = new LinkedHashMap<>();
        object.put("name", library.name());
        object.put("version", library.version());
        return object;
    }
}
