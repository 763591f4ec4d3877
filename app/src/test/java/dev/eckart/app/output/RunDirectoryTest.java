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
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTest {
    /** No system has so many processes. */
    private static final long GONE = Integer.MAX_VALUE;

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
        RunDirectory resumed = RunDirectory.resume(run, RunDirectory.REPORT, false);
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

    /** Of a process that was killed when the earlier run had made room and the new one had not taken its place. */
    private Path killedBetweenTheMoves() throws IOException {
        Path draft = Files.createDirectory(parent.resolve(".run.part" + GONE + "-1"));
        Files.writeString(draft.resolve(RunDirectory.REPORT), "second");
        Files.writeString(draft.resolve(RunDirectory.CONFIGURATION), "seed = 2");
        Files.createFile(draft.resolve(".report.json.begun"));
        Path aside = Files.createDirectory(parent.resolve(".run.part" + GONE + "-1.old"));
        Files.writeString(aside.resolve(RunDirectory.REPORT), "first");
        return draft;
    }

    @Test
    void whatWasSetAsideIsPutBackIfNothingTookItsPlace() throws IOException {
        Path draft = killedBetweenTheMoves();
        assertThrows(ConfigurationException.class, () -> RunDirectory.prepare(run, RunDirectory.REPORT, false));
        assertEquals("first", report());
        assertEquals(Set.of(run, draft), Set.copyOf(content()));
    }

    @Test
    void whoGoesOnIsToldThatAnEarlierRunIsInThePlace() throws IOException {
        Path draft = killedBetweenTheMoves();
        assertEquals(
                draft.resolve(RunDirectory.CONFIGURATION), RunDirectory.configurationLeft(run, RunDirectory.REPORT));
        String message = assertThrows(
                        ConfigurationException.class, () -> RunDirectory.resume(run, RunDirectory.REPORT, false))
                .getMessage();
        assertTrue(message.contains("--force"), message);
        assertEquals("first", report());
        try (RunDirectory resumed = RunDirectory.resume(run, RunDirectory.REPORT, true)) {
            resumed.publish();
        }
        assertEquals("second", report());
        assertEquals(List.of(run), content());
    }

    @Test
    void whatWasSetAsideGoesIfItWasReplaced() throws IOException {
        Path draft = killedBetweenTheMoves();
        Files.move(draft, run);
        RunDirectory.prepare(run, RunDirectory.REPORT, true).close();
        assertEquals("second", report());
        assertEquals(List.of(run), content());
    }

    @Test
    void whatALivingProcessHasSetAsideStays() throws IOException {
        Path aside = parent.resolve(".run.part" + ProcessHandle.current().pid() + "-1.old");
        Files.createDirectory(aside);
        RunDirectory.prepare(run, RunDirectory.REPORT, false).close();
        assertEquals(List.of(aside), content());
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
