package dev.eckart.app.data.download;

import static dev.eckart.app.data.download.Samples.TRAIN_IMAGES;
import static dev.eckart.app.data.download.Samples.TRAIN_LABELS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.data.DataException;
import dev.eckart.app.data.DatasetRequest;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Downloads from a real server on the loopback interface. */
@Timeout(20)
final class DatasetDownloadTest {
    private static final int SOME = 20;

    private final Map<String, byte[]> files = Samples.compressed();
    private final List<String> notes = new ArrayList<>();

    @TempDir
    private Path home;

    private PublishedDataset tiny;
    private DatasetRequest request;
    private Path target;

    @BeforeEach
    void publish() throws IOException {
        tiny = Samples.published(home.resolve("scratch"), files);
        request = Samples.request("tiny", home, notes);
        target = request.host().downloads().resolve("tiny");
    }

    @Test
    void allFilesArriveAndNothingElseStays() throws Exception {
        try (FakeMirror mirror = FakeMirror.serving(files)) {
            assertEquals(target, run(mirror));
            assertAllThere();
            assertEquals(List.copyOf(files.keySet()), mirror.requests());
        }
    }

    @Test
    void whatIsThereIsNotFetchedAgainAndWhatIsWrongIs() throws Exception {
        Samples.write(target, files);
        Samples.write(target, Map.of(TRAIN_LABELS, new byte[files.get(TRAIN_LABELS).length]));
        try (FakeMirror mirror = FakeMirror.serving(files)) {
            run(mirror);
            assertAllThere();
            assertEquals(List.of(TRAIN_LABELS), mirror.requests());
        }
    }

    @Test
    void aBrokenDownloadIsResumedWhereItEnded() throws Exception {
        try (FakeMirror mirror = FakeMirror.stalling(files, SOME)) {
            assertMessage(refused(mirror), "stopped sending");
        }
        assertEquals(SOME, Files.size(part(TRAIN_IMAGES)));
        assertFalse(Files.exists(target.resolve(TRAIN_IMAGES)));
        try (FakeMirror mirror = FakeMirror.serving(files)) {
            run(mirror);
            assertAllThere();
            assertEquals(
                    TRAIN_IMAGES + " bytes=" + SOME + "-", mirror.requests().get(0));
        }
    }

    @Test
    void aServerThatCannotResumeStartsAgain() throws Exception {
        leavePart(Arrays.copyOf(files.get(TRAIN_IMAGES), SOME));
        try (FakeMirror mirror = FakeMirror.forgetful(files)) {
            run(mirror);
            assertAllThere();
        }
    }

    @Test
    void aWrongBeginningIsThrownAwayAndTheFileFetchedWhole() throws Exception {
        leavePart(new byte[SOME]);
        try (FakeMirror mirror = FakeMirror.serving(files)) {
            run(mirror);
            assertAllThere();
            assertEquals(TRAIN_IMAGES, mirror.requests().get(1));
        }
    }

    @Test
    void aPartThatIsLongerThanTheFileIsThrownAway() throws Exception {
        leavePart(new byte[files.get(TRAIN_IMAGES).length + 1]);
        try (FakeMirror mirror = FakeMirror.serving(files)) {
            run(mirror);
            assertAllThere();
        }
    }

    @Test
    void otherBytesThanThePublishedAreRefusedAndNotKept() throws Exception {
        byte[] forged = files.get(TRAIN_IMAGES).clone();
        forged[SOME] ^= 1;
        byte[] longer = Arrays.copyOf(files.get(TRAIN_IMAGES), files.get(TRAIN_IMAGES).length + SOME);
        for (byte[] bytes : List.of(forged, longer)) {
            try (FakeMirror mirror = FakeMirror.serving(Map.of(TRAIN_IMAGES, bytes))) {
                assertMessage(refused(mirror), "other bytes than were published", TRAIN_IMAGES);
            }
            assertFalse(Files.exists(target.resolve(TRAIN_IMAGES)));
            assertFalse(Files.exists(part(TRAIN_IMAGES)));
        }
    }

    @Test
    void aShortFileIsRefused() throws Exception {
        try (FakeMirror mirror = FakeMirror.serving(Map.of(TRAIN_IMAGES, new byte[SOME]))) {
            assertMessage(refused(mirror), "only 20 of the");
        }
    }

    @Test
    void theNextMirrorIsTriedAndTheFailedOneNotAskedAgain() throws Exception {
        try (FakeMirror absent = FakeMirror.answering(404);
                FakeMirror hanging = FakeMirror.hanging();
                FakeMirror good = FakeMirror.serving(files)) {
            run(absent, hanging, good);
            assertAllThere();
            assertEquals(List.of(TRAIN_IMAGES), absent.requests());
            assertEquals(List.of(TRAIN_IMAGES), hanging.requests());
        }
    }

    @Test
    void ifNoMirrorDeliversTheMessageSaysWhyOfEachAndNoOtherFileIsTried() throws Exception {
        try (FakeMirror absent = FakeMirror.answering(404);
                FakeMirror hanging = FakeMirror.hanging();
                FakeMirror closed = FakeMirror.answering(500)) {
            closed.stop();
            assertMessage(
                    refused(absent, hanging, closed),
                    absent.address() + " answered HTTP 404",
                    hanging.address() + " did not answer for 0.6 s",
                    closed.address() + " cannot be reached",
                    "put " + TRAIN_IMAGES,
                    target.toString());
            assertEquals(1, absent.requests().size());
            assertEquals(1, hanging.requests().size());
        }
    }

    @Test
    void aCacheThatCannotBeWrittenIsOneClearLine() throws Exception {
        Files.createDirectories(home.resolve(".cache"));
        Files.writeString(home.resolve(".cache").resolve("eckart"), "in the way");
        try (FakeMirror mirror = FakeMirror.serving(files)) {
            assertMessage(refused(mirror), "cannot write to the data cache", target.toString(), "XDG_CACHE_HOME");
        }
    }

    @Test
    void aFileLargerThanTheDiskIsRefusedBeforeItIsFetched() throws Exception {
        RemoteFile huge = new RemoteFile(TRAIN_IMAGES, Long.MAX_VALUE, "0");
        tiny = new PublishedDataset("tiny", List.of(huge), "unused", List.of());
        try (FakeMirror mirror = FakeMirror.serving(files)) {
            assertMessage(refused(mirror), "the disk has", "make room");
            assertEquals(List.of(), mirror.requests());
        }
    }

    @Test
    void twoDownloadsDoNotMeet() throws Exception {
        Files.createDirectories(target);
        try (FakeMirror mirror = FakeMirror.serving(files);
                FileChannel channel = FileChannel.open(
                        target.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            FileLock lock = channel.lock();
            assertMessage(refused(mirror), "already being downloaded");
            assertEquals(List.of(), mirror.requests());
            lock.release();
            run(mirror);
            assertAllThere();
        }
    }

    private Path run(FakeMirror... mirrors) {
        return DatasetDownload.run(tiny, Samples.from(request, mirrors));
    }

    private DataException refused(FakeMirror... mirrors) {
        return assertThrows(DataException.class, () -> run(mirrors));
    }

    private Path part(String name) {
        return target.resolve(name + ".part");
    }

    private void leavePart(byte[] bytes) {
        Samples.write(target, Map.of(TRAIN_IMAGES + ".part", bytes));
    }

    private void assertAllThere() throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            assertArrayEquals(file.getValue(), Files.readAllBytes(target.resolve(file.getKey())), file.getKey());
        }
        try (Stream<Path> found = Files.list(target)) {
            assertEquals(files.size() + 1, found.count(), "four files and the lock");
        }
    }

    private static void assertMessage(DataException thrown, String... words) {
        String message = thrown.getMessage();
        assertEquals(1, message.lines().count(), message);
        for (String word : words) {
            assertTrue(message.contains(word), message + " should say " + word);
        }
    }
}
