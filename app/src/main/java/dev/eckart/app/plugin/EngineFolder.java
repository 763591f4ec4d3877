package dev.eckart.app.plugin;

import dev.eckart.registry.PluginException;
import dev.eckart.registry.Registry;
import dev.eckart.spi.engine.EngineProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * The folder with engines that are not on the class path: a folder for each, with its jar, and its library's in
 * {@code jars}.
 *
 * @param folder the folder, which need not be there
 */
public record EngineFolder(Path folder) {
    private static final String PROPERTY = "eckart.engines";
    private static final String DECLARATION = "META-INF/services/" + EngineProvider.class.getName();

    /**
     * The folder of this installation.
     *
     * @return a folder, which need not be there
     */
    public static EngineFolder installed() {
        return new EngineFolder(Path.of(System.getProperty(PROPERTY, "engines")));
    }

    /**
     * Names of the engines that are there.
     *
     * @return in alphabetical order
     * @throws UncheckedIOException if the folder cannot be listed
     */
    public List<String> names() {
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

    /** What there is to say of each without loading anything: its own jar is looked into, and none of its library's. */
    List<Listed> listed() {
        return names().stream().map(this::listed).toList();
    }

    private Listed listed(String name) {
        Path engine = folder.resolve(name);
        try {
            for (Path jar : jars(engine)) {
                Optional<String> version = version(jar);
                if (version.isPresent()) {
                    return new Listed(
                            name, version.get(), Optional.empty(), List.of(), Optional.of(engine), Optional.empty());
                }
            }
            return missing(name, "there is no jar of an engine in it");
        } catch (IOException | UncheckedIOException e) {
            return missing(name, Availability.reason(e));
        }
    }

    private Listed missing(String name, String problem) {
        return new Listed(
                name, "unknown", Optional.empty(), List.of(), Optional.of(folder.resolve(name)), Optional.of(problem));
    }

    /** Version of a jar that declares an engine. */
    private static Optional<String> version(Path file) throws IOException {
        try (JarFile jar = new JarFile(file.toFile())) {
            if (jar.getEntry(DECLARATION) == null) {
                return Optional.empty();
            }
            return Optional.ofNullable(jar.getManifest())
                    .map(Manifest::getMainAttributes)
                    .map(attributes -> attributes.getValue(Attributes.Name.IMPLEMENTATION_VERSION))
                    .or(() -> Optional.of("unknown"));
        }
    }

    /**
     * Loads one.
     *
     * @param name its name, which is its folder's
     * @param common finds what it and Eckart have in common
     * @return the engine's provider
     * @throws PluginException if there is none of that name, or it cannot be loaded
     */
    public EngineProvider load(String name, ClassLoader common) {
        Path engine = folder.resolve(name);
        List<URL> jars = Stream.of(engine, engine.resolve("jars"))
                .flatMap(place -> jars(place).stream())
                .map(EngineFolder::url)
                .toList();
        // Not closed: what the engine begins may load classes until the process ends.
        return Registry.load(EngineProvider.class, new ApartLoader(jars, common))
                .get(name);
    }

    private static List<Path> jars(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
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
