package dev.eckart.app.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.spi.engine.EngineProvider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Engines that are not on the class path are listed all the same, and nothing of them is loaded for that. */
class EngineFolderTest {
    private final Plugins plugins = Plugins.load(EngineFolderTest.class.getClassLoader());

    @TempDir
    private Path directory;

    private Listing listing() {
        return Listing.of(plugins, new EngineFolder(directory), false);
    }

    private Listed listed(String name) {
        return listing().kinds().get("engines").rows().stream()
                .map(Listing.Row::plugin)
                .filter(plugin -> plugin.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** A jar with an entry, and no class: whoever loaded it would fail. */
    private void jar(Path file, String entry) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, "7.5");
        Files.createDirectories(file.getParent());
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file), manifest)) {
            jar.putNextEntry(new JarEntry(entry));
            jar.write("far.Missing".getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void areListedWithVersionAndFolder() throws IOException {
        jar(directory.resolve("far/helper.jar"), "no-engine");
        jar(directory.resolve("far/the-engine.jar"), "META-INF/services/" + EngineProvider.class.getName());
        // Libraries are not looked into.
        Files.createDirectory(directory.resolve("far/jars"));
        Files.writeString(directory.resolve("far/jars/damaged.jar"), "no jar");
        Listed far = listed("far");
        assertEquals("7.5", far.version());
        assertEquals(Optional.of(directory.resolve("far")), far.folder());
        assertEquals(Optional.empty(), far.problem());
        assertTrue(
                listing().text().contains("available, in '" + directory.resolve("far") + "'"),
                listing().text());
        assertTrue(listing().object().get("engines").toString().contains("folder=" + directory.resolve("far")));
        assertEquals(Optional.empty(), listed("local").folder());
    }

    @Test
    void aFolderWithoutAnEngineSaysWhatItLacks() throws IOException {
        Files.createDirectory(directory.resolve("empty"));
        Files.createDirectory(directory.resolve("damaged"));
        Files.writeString(directory.resolve("damaged/engine.jar"), "no jar");
        assertEquals(
                Optional.of("there is no jar of an engine in it"),
                listed("empty").problem());
        assertTrue(
                listed("damaged").problem().orElse("").contains("zip"),
                () -> listed("damaged").toString());
    }

    @Test
    void aFolderThatIsNotThereHasNone() {
        Listing listing = Listing.of(plugins, new EngineFolder(directory.resolve("nowhere")), false);
        assertEquals(1, listing.kinds().get("engines").rows().size());
    }
}
