package dev.eckart.app.engine;

import dev.eckart.registry.PluginException;
import dev.eckart.registry.Registry;
import dev.eckart.spi.engine.EngineProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder with engines that are not on the class path: a folder for each, with its jar, and its library's in
 * {@code jars}.
 *
 * @param folder the folder, which need not be there
 */
record EngineFolder(Path folder) {
    private static final String PROPERTY = "eckart.engines";

    /** The folder of this installation. */
    static EngineFolder installed() {
        return new EngineFolder(Path.of(System.getProperty(PROPERTY, "engines")));
    }

    /** Names of those that are there. */
    List<String> names() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> engines = Files.list(folder)) {
            return engines.filter(Files::isDirectory)
                    .map(engine -> engine.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Loads one.
     *
     * @throws PluginException if there is none of that name, or it cannot be loaded
     */
    EngineProvider load(String name, ClassLoader common) {
        Path engine = folder.resolve(name);
        List<URL> jars = new ArrayList<>(jars(engine));
        jars.addAll(jars(engine.resolve("jars")));
        // Not closed: what the engine begins may load classes until the process ends.
        return Registry.load(EngineProvider.class, new ApartLoader(jars, common))
                .get(name);
    }

    private static List<URL> jars(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .map(EngineFolder::url)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }
}
