package dev.eckart.app.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.config.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTest {
    @TempDir
    private Path parent;

    private Path run;

    @BeforeEach
    void nameTheRun() {
        run = parent.resolve("run");
    }

    @Test
    void theFirstOfTwoRunsInOnePlaceIsKept() throws IOException {
        RunDirectory first = written("first", false);
        RunDirectory second = written("second", false);
        first.publish();
        String message =
                assertThrows(ConfigurationException.class, second::publish).getMessage();
        second.discard();
        assertTrue(message.contains("is not empty; name another one with -o"), message);
        assertEquals("first", report());
        assertEquals(List.of(run), content());
    }

    @Test
    void forceReplacesARunThatEndedMeanwhile() throws IOException {
        RunDirectory first = written("first", false);
        RunDirectory second = written("second", true);
        first.publish();
        second.publish();
        assertEquals("second", report());
        assertEquals(List.of(run), content());
    }

    private RunDirectory written(String text, boolean force) {
        RunDirectory directory = RunDirectory.prepare(run, RunDirectory.REPORT, force);
        directory.write(RunDirectory.REPORT, text);
        return directory;
    }

    private String report() throws IOException {
        return Files.readString(run.resolve(RunDirectory.REPORT));
    }

    private List<Path> content() throws IOException {
        try (Stream<Path> files = Files.list(parent)) {
            return files.toList();
        }
    }
}
