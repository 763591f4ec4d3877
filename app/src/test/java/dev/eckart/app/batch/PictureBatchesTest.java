package dev.eckart.app.batch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.eckart.app.data.Pictures;
import dev.eckart.spi.Seed;
import dev.eckart.spi.train.Batch;
import dev.eckart.spi.train.Batches;
import dev.eckart.tensor.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PictureBatchesTest {
    private static final int COUNT = 50;
    private final Pictures pictures = pictures();

    @Test
    void theThreadAheadChangesNoBit() {
        for (int epoch = 1; epoch <= 3; epoch++) {
            assertEquals(read(batches(COUNT, false), epoch), read(batches(COUNT, true), epoch));
        }
    }

    @Test
    void anEpochHasEachPictureOnceInAnOrderOfItsOwn() {
        Batches batches = batches(COUNT, true);
        List<Integer> first = labels(batches, 1);
        List<Integer> second = labels(batches, 2);
        assertEquals(COUNT, new TreeSet<>(first).size());
        assertEquals(new TreeSet<>(first), new TreeSet<>(second));
        assertNotEquals(first, second);
        assertEquals(first, labels(batches, 1));
    }

    @Test
    void theLastBatchHasTheRest() {
        Batches batches = batches(COUNT, false);
        assertEquals(4, batches.count());
        try (Batches.Stream stream = batches.epoch(1)) {
            for (int rows : new int[] {16, 16, 16, 2}) {
                Batch batch = stream.next().orElseThrow();
                assertEquals(rows, batch.inputs().rows());
                assertEquals(rows, batch.labels().length);
            }
            assertFalse(stream.next().isPresent());
        }
    }

    @Test
    void aChoiceOfPicturesIsTheSameInEveryEpoch() {
        Batches batches = batches(20, true);
        Set<Integer> chosen = new TreeSet<>(labels(batches, 1));
        assertEquals(20, chosen.size());
        assertEquals(chosen, new TreeSet<>(labels(batches, 2)));
    }

    @Test
    void aPictureMovesAnewInEachEpoch() {
        assertNotEquals(Set.copyOf(read(batches(COUNT, false), 1)), Set.copyOf(read(batches(COUNT, false), 2)));
    }

    @Test
    void eachEpochMovesAsFarAsItShall() {
        Batches fading = batches(COUNT, epoch -> new Augmentation(1.5, 30).times(2 - epoch), false);
        assertNotEquals(Set.copyOf(read(fading, 1)), unmoved());
        assertEquals(Set.copyOf(read(fading, 2)), unmoved());
    }

    private Set<List<Double>> unmoved() {
        return Set.copyOf(read(batches(COUNT, epoch -> Augmentation.NONE, false), 1));
    }

    @Test
    @Timeout(20)
    void aStreamClosedEarlyLetsTheNextOneStart() {
        Batches batches = batches(COUNT, true);
        List<List<Double>> whole = read(batches, 1);
        for (int i = 0; i < 20; i++) {
            try (Batches.Stream stream = batches.epoch(2)) {
                stream.next();
            }
        }
        assertEquals(whole, read(batches, 1));
    }

    @Test
    void unmovedPicturesAreScaledToOne() {
        byte[] pixels = {0, (byte) 255, 51, 0};
        Pictures one = new Pictures(1, 2, 2, pixels, new byte[] {1}, 2);
        Batches batches = new PictureBatches(PictureBatches.Settings.plain(one, 8, Precision.FLOAT64, false));
        try (Batches.Stream stream = batches.epoch(1)) {
            double[] values = stream.next().orElseThrow().inputs().doubles();
            assertArrayEquals(new double[] {0, 1, 0.2, 0}, values, 0x1p-52);
        }
    }

    @Test
    void emptySubsetsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> batches(0, false));
    }

    private PictureBatches batches(int samples, boolean ahead) {
        return batches(samples, epoch -> new Augmentation(1.5, 30), ahead);
    }

    private PictureBatches batches(int samples, IntFunction<Augmentation> augmentation, boolean ahead) {
        return new PictureBatches(new PictureBatches.Settings(
                pictures, samples, 16, augmentation, true, Precision.FLOAT32, ahead, new Seed(3)));
    }

    private static List<Integer> labels(Batches batches, int epoch) {
        List<Integer> labels = new ArrayList<>();
        try (Batches.Stream stream = batches.epoch(epoch)) {
            for (Optional<Batch> batch = stream.next(); batch.isPresent(); batch = stream.next()) {
                for (int label : batch.get().labels()) {
                    labels.add(label);
                }
            }
        }
        return labels;
    }

    private static List<List<Double>> read(Batches batches, int epoch) {
        List<List<Double>> rows = new ArrayList<>();
        try (Batches.Stream stream = batches.epoch(epoch)) {
            for (Optional<Batch> batch = stream.next(); batch.isPresent(); batch = stream.next()) {
                for (int row = 0; row < batch.get().labels().length; row++) {
                    List<Double> values = new ArrayList<>();
                    for (int j = 0; j < batch.get().inputs().columns(); j++) {
                        values.add(batch.get().inputs().get(row, j));
                    }
                    rows.add(values);
                }
            }
        }
        return rows;
    }

    /** Pictures whose labels number them, each with other pixels. */
    private static Pictures pictures() {
        byte[] pixels = new byte[COUNT * 64];
        byte[] labels = new byte[COUNT];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) new Seed(9).split(i).value();
        }
        for (int i = 0; i < COUNT; i++) {
            labels[i] = (byte) i;
        }
        return new Pictures(COUNT, 8, 8, pixels, labels, COUNT);
    }
}
