package dev.eckart.app.plugin;

import dev.eckart.registry.Plugin;
import dev.eckart.spi.Named;
import dev.eckart.spi.backend.BackendProvider;
import dev.eckart.spi.backend.Library;
import dev.eckart.tensor.Precision;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A plug-in as it is listed.
 *
 * @param name its name
 * @param version version of the jar it came in
 * @param library for a backend, the library behind it
 * @param precisions for a backend, what it multiplies in
 * @param folder for an engine that is not on the class path, the folder it is in
 * @param problem why it cannot work here
 */
public record Listed(
        String name,
        String version,
        Optional<Library> library,
        List<String> precisions,
        Optional<Path> folder,
        Optional<String> problem) {
    /**
     * Lists one plug-in.
     *
     * @param plugin what was found
     * @return what there is to say of it without loading any library
     */
    public static Listed of(Plugin<? extends Named> plugin) {
        Named named = plugin.plugin();
        if (!(named instanceof BackendProvider backend)) {
            return plain(plugin, Availability.problem(named));
        }
        try {
            List<String> precisions = new TreeSet<>(backend.precisions())
                    .stream().map(Precision::label).toList();
            return new Listed(
                    named.name(),
                    plugin.version(),
                    Optional.of(backend.library()),
                    precisions,
                    Optional.empty(),
                    Availability.problem(backend));
        } catch (RuntimeException | LinkageError e) {
            return plain(plugin, Optional.of(Availability.reason(e)));
        }
    }

    private static Listed plain(Plugin<? extends Named> plugin, Optional<String> problem) {
        return new Listed(
                plugin.plugin().name(), plugin.version(), Optional.empty(), List.of(), Optional.empty(), problem);
    }
}
