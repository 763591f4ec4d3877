package dev.eckart.app.data;

import static dev.eckart.app.data.download.Samples.TEST_IMAGES;
import static dev.eckart.app.data.download.Samples.TEST_LABELS;
import static dev.eckart.app.data.download.Samples.TRAIN_IMAGES;
import static dev.eckart.app.data.download.Samples.TRAIN_LABELS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.data.download.Samples;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read from IDX files, and what is refused. */
final class IdxDirectoryTest {
    private static final int TYPE_AND_COUNT = 8;

    @TempDir
    private Path directory;

    @Test
    void picturesAndLabelsComeBackAsWritten() {
        Samples.write(directory, Samples.compressed());
        Dataset read = read();
        assertEquals(3, read.train().count());
        assertEquals(2, read.test().count());
        assertEquals(2, read.train().height());
        assertEquals(3, read.train().width());
        assertEquals(10, read.train().classes());
        assertEquals(9, read.train().label(1));
        for (int i = 0; i < 3 * 6; i++) {
            assertEquals(i * 37 & 0xff, read.train().pixel(i / 6, i % 6), "pixel " + i);
        }
    }

    @Test
    void everySpellingGivesTheSameFingerprintWhichIsThatOfThePayloads() throws Exception {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Samples.payloads().values().forEach(all::writeBytes);
        String expected = new Fingerprint().add(all.toByteArray()).hex();
        Map<String, byte[]> dotted = new TreeMap<>();
        Map<String, byte[]> plain = new TreeMap<>();
        Samples.payloads().forEach((name, bytes) -> {
            plain.put(name.replace(".gz", ""), bytes);
            dotted.put(name.replace("-idx", ".idx").replace(".gz", ""), bytes);
        });
        for (Map<String, byte[]> files : Arrays.asList(Samples.compressed(), plain, dotted)) {
            Path place = Samples.write(directory.resolve("" + files.hashCode()), files);
            assertEquals(
                    expected,
                    IdxDirectory.of(place).read("x", OptionalInt.of(10)).sha256());
        }
    }

    @Test
    void aDirectoryOfItsOwnHasOneClassMoreThanItsLargestLabel() {
        write(TEST_LABELS, Samples.labels(1, 200));
        assertEquals(
                201,
                IdxDirectory.of(directory)
                        .read("own", OptionalInt.empty())
                        .train()
                        .classes());
    }

    @Test
    void aLabelOutOfRangeIsNamedWithItsIndex() {
        write(TRAIN_LABELS, Samples.labels(0, 3, 10));
        assertRefused(TRAIN_LABELS, "label 10 at index 2");
    }

    @Test
    void dataOfOneClassAreRefused() {
        write(TRAIN_LABELS, Samples.labels(0, 0, 0));
        Samples.write(directory, Map.of(TEST_LABELS, Samples.gzip(Samples.labels(0, 0))));
        assertMessage(
                assertThrows(
                        DataException.class, () -> IdxDirectory.of(directory).read("own", OptionalInt.empty())),
                "at least 2 classes");
    }

    @Test
    void aWrongMagicNumberIsRefused() {
        write(TRAIN_IMAGES, Samples.labels(1, 2, 3));
        assertRefused(TRAIN_IMAGES, "2049", "2051");
    }

    @Test
    void lengthsThatDisagreeWithTheHeaderAreRefused() {
        byte[] images = Samples.images(3, 2, 3);
        write(TRAIN_IMAGES, Arrays.copyOf(images, images.length - 1));
        assertRefused(TRAIN_IMAGES, "17 bytes", "18", "truncated");
        write(TRAIN_IMAGES, Arrays.copyOf(images, images.length + 1));
        assertRefused(TRAIN_IMAGES, "after offset 34");
    }

    @Test
    void everyTruncationIsRefused() {
        for (byte[] whole : new byte[][] {Samples.images(3, 2, 3), Samples.gzip(Samples.images(3, 2, 3))}) {
            for (int length = 0; length < whole.length; length++) {
                Map<String, byte[]> files = Samples.compressed();
                files.put(TRAIN_IMAGES, Arrays.copyOf(whole, length));
                Samples.write(directory, files);
                assertRefused(TRAIN_IMAGES);
            }
        }
    }

    @Test
    void aDamagedGzipIsRefused() {
        byte[] damaged = Samples.gzip(Samples.images(3, 2, 3));
        damaged[damaged.length - 8] ^= 1;
        Samples.write(directory, Samples.compressed());
        Samples.write(directory, Map.of(TRAIN_IMAGES, damaged));
        assertRefused(TRAIN_IMAGES, "damaged gzip");
    }

    @Test
    void bytesAfterTheCompressedDataAreRefused() {
        byte[] gzip = Samples.gzip(Samples.images(3, 2, 3));
        Samples.write(directory, Samples.compressed());
        Samples.write(directory, Map.of(TRAIN_IMAGES, Arrays.copyOf(gzip, gzip.length + 3)));
        assertRefused(TRAIN_IMAGES, "after its compressed data");
    }

    @Test
    void emptyAndImpossibleSizesAreRefusedWithTheirOffset() {
        write(TRAIN_IMAGES, Samples.idx(2051, new int[] {0, 2, 3}, new byte[0]));
        assertRefused(TRAIN_IMAGES, "empty", "offset 4");
        write(TRAIN_IMAGES, Samples.idx(2051, new int[] {3, 0, 3}, new byte[0]));
        assertRefused(TRAIN_IMAGES, "empty", "offset 8");
        write(TRAIN_IMAGES, Samples.idx(2051, new int[] {-1, 2, 3}, new byte[18]));
        assertRefused(TRAIN_IMAGES, "4294967295", "offset 4");
        write(TRAIN_IMAGES, Samples.idx(2051, new int[] {1 << 16, 1 << 16, 3}, new byte[18]));
        assertRefused(TRAIN_IMAGES, "65536", "offset 8");
    }

    @Test
    void aHeaderThatPromisesTooMuchAllocatesNothing() {
        // Two gigabytes promised: were they allocated, the test's heap would not hold them.
        write(TRAIN_IMAGES, Samples.idx(2051, new int[] {Integer.MAX_VALUE - 8, 1, 1}, new byte[18]));
        assertRefused(TRAIN_IMAGES, "truncated");
    }

    @Test
    void filesThatDoNotBelongTogetherAreRefused() {
        write(TRAIN_LABELS, Samples.labels(1, 2));
        assertRefused(TRAIN_LABELS, TRAIN_IMAGES, "3 pictures", "2 labels");
        write(TEST_IMAGES, Samples.images(2, 3, 2));
        assertRefused(TEST_IMAGES, TRAIN_IMAGES, "3 x 2", "2 x 3");
    }

    @Test
    void aHeaderIsWhatTheFormatSays() {
        byte[] file = Samples.labels(1, 2, 3);
        assertArrayEquals(Arrays.copyOf(file, TYPE_AND_COUNT), IdxFormat.LABELS.header(3));
    }

    private Dataset read() {
        return IdxDirectory.of(directory).read("tiny", OptionalInt.of(10));
    }

    /** Four good files, but for one. */
    private void write(String name, byte[] payload) {
        Samples.write(directory, Samples.compressed());
        Samples.write(directory, Map.of(name, Samples.gzip(payload)));
    }

    private void assertRefused(String... words) {
        assertMessage(assertThrows(DataException.class, this::read), words);
    }

    private static void assertMessage(DataException thrown, String... words) {
        String message = thrown.getMessage();
        assertEquals(1, message.lines().count(), message);
        for (String word : words) {
            assertTrue(message.contains(word), message + " should say " + word);
        }
    }
}
