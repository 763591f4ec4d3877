package dev.eckart.app.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.registry.Registry;
import dev.eckart.spi.compress.Decomposer;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies among the plug-ins and cannot be read. */
class ClassPathJarsTest {
    private static final String SERVICE = "META-INF/services/dev.eckart.spi.compress.Decomposer";

    @TempDir
    private Path directory;

    private Path jar(String name, String... entries) throws IOException {
        Path jar = directory.resolve(name);
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (String entry : entries) {
                out.putNextEntry(new JarEntry(entry));
                out.write("com.example.Mine".getBytes(StandardCharsets.UTF_8));
                out.closeEntry();
            }
        }
        return jar;
    }

    private static List<String> problems(Path... jars) {
        return ClassPathJars.of(Stream.of(jars).map(Path::toString).collect(Collectors.joining(File.pathSeparator)))
                .problems();
    }

    @Test
    void eachIsNamedWithTheReason() throws IOException {
        Path sound = jar("sound.jar", SERVICE);
        byte[] half = Files.readAllBytes(sound);
        Path cut = Files.write(directory.resolve("cut.jar"), Arrays.copyOf(half, half.length / 2));
        Path text = Files.writeString(directory.resolve("page.JAR"), "<html>not found</html>");
        Path nothing = Files.createFile(directory.resolve("nothing.jar"));
        Path hollow = jar("hollow.jar");
        Path folder = Files.createDirectory(directory.resolve("folder.jar"));
        List<String> problems = problems(sound, cut, text, nothing, hollow, folder);
        assertEquals(5, problems.size(), problems::toString);
        assertSaid(problems.get(0), cut, "is damaged or no jar");
        assertSaid(problems.get(1), text, "is damaged or no jar");
        assertSaid(problems.get(2), nothing, "is damaged or no jar (zip file is empty)");
        assertSaid(problems.get(3), hollow, "is empty");
        assertSaid(problems.get(4), folder, "is a directory");
    }

    private static void assertSaid(String problem, Path jar, String reason) {
        assertTrue(problem.startsWith("'" + jar + "' " + reason), problem);
        assertTrue(problem.contains("; put a sound jar there, or take it away"), problem);
        assertEquals(1, problem.lines().count(), problem);
    }

    /** What names no jar, or one that is not there, is nobody's mistake. */
    @Test
    void whatIsSoundOrNoJarIsNotSpokenOf() throws IOException {
        assertEquals(
                List.of(),
                problems(jar("a.jar", SERVICE), jar("b.jar", "x"), directory, directory.resolve("none.jar")));
    }

    /** The jar opens, and what it says of its plug-ins cannot be unpacked. */
    @Test
    void damageInsideIsRememberedAndDoesNoHarmToOthers() throws IOException {
        Path jar = jar("inside.jar", SERVICE);
        byte[] bytes = Files.readAllBytes(jar);
        int data = 30 + SERVICE.length();
        for (int i = data; i < data + 12; i++) {
            bytes[i] ^= 0x5a;
        }
        Files.write(jar, bytes);
        assertEquals(List.of(), problems(jar));
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {jar.toUri().toURL()}, getClass().getClassLoader())) {
            Registry<Decomposer> registry = Registry.load(Decomposer.class, loader);
            assertTrue(registry.all().containsKey("truncated-svd"));
            assertEquals(1, registry.failures().size(), registry.failures()::toString);
        }
    }
}
