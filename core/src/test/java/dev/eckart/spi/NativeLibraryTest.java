package dev.eckart.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.spi.backend.NativeLibrary;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibraryTest {
    private static final NativeLibrary LIBRARY = new NativeLibrary("a.b:c", "a/b/", "jnic");

    @Test
    void isFoundAsAnyOfThePlatformsVariants(@TempDir Path jar) throws IOException {
        Path folder = Files.createDirectories(jar.resolve("a/b/linux-x86_64-avx2"));
        Files.createFile(folder.resolve(System.mapLibraryName("jnic")));
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()})) {
            assertEquals(Optional.empty(), LIBRARY.missing("linux-x86_64", loader));
            String reason = LIBRARY.missing("plan9-mips", loader).orElseThrow();
            assertTrue(reason.startsWith("the native library of a.b:c for plan9-mips is not"), reason);
        }
    }
}
