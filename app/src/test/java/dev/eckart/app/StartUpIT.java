package dev.eckart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.Installation.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The start-up archive: made once, remade when jars change, never in the way. */
@DisabledOnOs(OS.WINDOWS)
class StartUpIT {
    @TempDir
    private Path directory;

    private Installation copy;
    private Path archives;

    @BeforeEach
    void install() throws IOException {
        copy = Installation.copyTo(directory.resolve("installed"));
        archives = Files.createDirectory(copy.home().resolve("cds"));
    }

    @Test
    void twoAtOnceLeaveOneArchiveThatIsUsed() throws IOException {
        CompletableFuture<Outcome> other = CompletableFuture.supplyAsync(() -> copy.run("version"));
        assertQuietAndRight(copy.run("version"));
        assertQuietAndRight(other.join());
        List<Path> made = archives();
        assertEquals(1, made.size(), made::toString);

        Outcome mapped = copy.with(Map.of("ECKART_JAVA_OPTS", "-Xshare:on -Xlog:class+load"))
                .run("version");
        assertTrue(
                mapped.out().lines().anyMatch(line -> line.contains("dev.eckart.app.Main source: shared")),
                mapped::out);
    }

    /** The libraries for ONNX models are large; commands that run none do not wait for them. */
    @ParameterizedTest
    @ValueSource(strings = {"version", "list", "config"})
    void commandsWithoutAnOnnxModelLoadNoLibraryForThem(String command) {
        copy.run(command);
        String loaded = copy.with(Map.of("ECKART_JAVA_OPTS", "-Xlog:class+load"))
                .run(command)
                .out();
        assertTrue(loaded.contains("dev.eckart.app.Main "), loaded);
        List<String> unneeded = loaded.lines()
                .filter(line -> line.contains(" dev.eckart.app.onnx.proto.")
                        || line.contains(" com.google.protobuf.")
                        || line.contains(" ai.onnxruntime."))
                .toList();
        assertEquals(List.of(), unneeded);
    }

    @Test
    void aPluginDroppedInMakesItAnew() throws IOException {
        copy.run("version");
        Object before = Files.readAttributes(archives().get(0), "unix:ino").get("ino");
        new PluginJar("mine.Mine", "my-own").build(copy.plugins("mine.jar"));
        assertTrue(copy.run("list").out().contains("my-own"));
        Object after = Files.readAttributes(archives().get(0), "unix:ino").get("ino");
        assertEquals(1, archives().size());
        assertNotEquals(before, after);
    }

    @Test
    void oneThatIsDamagedIsIgnored() throws IOException {
        copy.run("version");
        Path archive = archives().get(0);
        Files.delete(archive);
        Files.writeString(archive, "not an archive");
        assertQuietAndRight(copy.run("version"));
        assertEquals("not an archive", Files.readString(archive));
    }

    @Test
    void withoutItsDirectoryNothingIsMade() throws IOException {
        Files.delete(archives);
        assertQuietAndRight(copy.run("version"));
        assertTrue(Files.notExists(archives));
    }

    @Test
    void shortCommandsLoadNothingOfReportsAndCompletion() {
        for (String command : List.of("version", "list")) {
            List<String> loaded = copy.with(Map.of("ECKART_JAVA_OPTS", "-Xlog:class+load"))
                    .run(command)
                    .out()
                    .lines()
                    .filter(line -> line.contains("[class,load]"))
                    .toList();
            assertTrue(loaded.stream().anyMatch(line -> line.contains("dev.eckart.app.Main ")), command);
            List<String> surplus = loaded.stream()
                    .filter(line -> line.contains("dev.eckart.app.html.")
                            || line.contains("dev.eckart.app.chart.")
                            || line.contains("picocli.AutoComplete")
                            || line.contains("gg.jte."))
                    .toList();
            assertEquals(List.of(), surplus, command);
        }
    }

    private static void assertQuietAndRight(Outcome outcome) {
        assertEquals(0, outcome.code(), outcome::err);
        assertEquals("", outcome.err());
        assertEquals(
                "eckart " + System.getProperty("eckart.version"),
                outcome.out().lines().findFirst().orElse(""));
    }

    private List<Path> archives() throws IOException {
        try (Stream<Path> files = Files.list(archives)) {
            return files.toList();
        }
    }
}
