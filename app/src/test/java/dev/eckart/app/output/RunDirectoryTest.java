package dev.eckart.app.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.config.ConfigurationException;
import dev.eckart.spi.EckartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
        second.close();
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

    @Test
    void aRunWhoseFilesWereTakenAwayIsNotPublished() throws IOException {
        RunDirectory directory = written("first", false);
        directory.write("base.onnx", "a model");
        Files.delete(directory.draft().resolve("base.onnx"));
        String message = assertThrows(EckartException.class, directory::publish).getMessage();
        assertTrue(message.contains("base.onnx") && message.contains("deleted"), message);
        directory.close();
        assertEquals(List.of(), content());
    }

    @Test
    void aFolderThatWasTakenAwayIsNotMadeAnew() throws IOException {
        RunDirectory directory = written("first", false);
        Files.delete(directory.draft().resolve(RunDirectory.REPORT));
        Files.delete(directory.draft().resolve(".lock"));
        Files.delete(directory.draft());
        assertThrows(EckartException.class, () -> directory.write("base.onnx", "a model"));
        assertEquals(List.of(), content());
    }

    /** A full disk, say: there is room again when somebody goes on. */
    @Test
    void whatIsDoneIsKeptWhenNothingMoreCanBeWritten() throws IOException {
        RunDirectory directory = written("first", false);
        directory.write(RunDirectory.CONFIGURATION, "seed = 1");
        directory.keepIfCutOff();
        Files.createDirectory(directory.draft().resolve("base.onnx.part"));
        assertThrows(EckartException.class, () -> directory.write("base.onnx", "a model"));
        assertTrue(directory.isKept());
        directory.close();
        RunDirectory resumed = RunDirectory.resume(run, RunDirectory.REPORT);
        assertTrue(resumed.find(RunDirectory.REPORT).isPresent());
        resumed.close();
    }

    /** Another run would take away what has neither a lock nor a mark. */
    @Test
    void whatCannotTakeItsPlaceCanBeGoneOnWith() throws IOException {
        RunDirectory earlier = written("first", false);
        earlier.publish();
        RunDirectory directory = written("second", true);
        directory.write(RunDirectory.CONFIGURATION, "seed = 1");
        directory.keepIfCutOff();
        Path draft = directory.draft();
        Path inTheWay = Files.createDirectory(draft.resolveSibling(draft.getFileName() + ".old"));
        Files.createFile(inTheWay.resolve("somebody's"));
        assertThrows(EckartException.class, directory::publish);
        assertTrue(Files.exists(draft.resolve(".report.json.begun")));
        directory.close();
        assertEquals("first", report());
    }

    @Test
    void whatWasKilledBeforeThereWasAnythingToGoOnWithGoesAndTheRestIsTold() throws IOException {
        Path worthless = Files.createDirectory(parent.resolve(".run.part1-1"));
        Files.writeString(worthless.resolve(RunDirectory.CONFIGURATION), "seed = 1");
        Path worthwhile = Files.createDirectory(parent.resolve(".run.part1-2"));
        Files.createFile(worthwhile.resolve(".report.json.begun"));
        RunDirectory directory = written("first", false);
        assertTrue(Files.notExists(worthless));
        assertEquals(Optional.of(worthwhile), directory.earlier());
        directory.close();
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
