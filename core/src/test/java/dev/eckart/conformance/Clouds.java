package dev.eckart.conformance;

import dev.eckart.spi.Seed;
import dev.eckart.spi.train.Batch;
import dev.eckart.spi.train.Batches;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/**
 * Samples of three classes around the ends of three axes, in batches drawn anew for each epoch, and a record of how
 * they were used.
 *
 * <p>As the contract allows, all batches are handed out in the same tensor, which is overwritten by the next call.
 */
final class Clouds implements Batches {
    static final int WIDTH = 4;
    static final int CLASSES = 3;
    static final int COUNT = 5;
    /** From the middle of a cloud to its axis's end; noise of a twentieth of it leaves the classes far apart. */
    private static final double DISTANCE = 2;

    private static final double NOISE = DISTANCE / 20;
    private static final int ROWS = 6;

    private final Precision precision;
    private final Seed seed;
    private final OptionalInt brokenEpoch;
    private final List<Integer> epochs = new ArrayList<>();
    private int open;
    private boolean written;

    private Clouds(Precision precision, Seed seed, OptionalInt brokenEpoch) {
        this.precision = precision;
        this.seed = seed;
        this.brokenEpoch = brokenEpoch;
    }

    static Clouds of(Precision precision, Seed seed) {
        return new Clouds(precision, seed, OptionalInt.empty());
    }

    /** With NaN among the inputs of the last batch of one epoch. */
    static Clouds broken(Precision precision, Seed seed, int epoch) {
        return new Clouds(precision, seed, OptionalInt.of(epoch));
    }

    /** The epochs that were asked for. */
    List<Integer> epochs() {
        return List.copyOf(epochs);
    }

    /** How many streams have not been closed. */
    int open() {
        return open;
    }

    /** Whether a batch was found changed when the next one was asked for, or at the end. */
    boolean written() {
        return written;
    }

    @Override
    public int samples() {
        return ROWS * COUNT;
    }

    @Override
    public int count() {
        return COUNT;
    }

    @Override
    public Batches.Stream epoch(int epoch) {
        epochs.add(epoch);
        open++;
        return new Drawn(epoch);
    }

    private final class Drawn implements Batches.Stream {
        private final int epoch;
        private final SplittableRandom random;
        private final Batch batch = new Batch(Tensors.zeros(precision, ROWS, WIDTH), new int[ROWS]);
        private int done;
        private Bits handed = bits();
        private boolean closed;

        Drawn(int epoch) {
            this.epoch = epoch;
            this.random = seed.split(epoch).random();
        }

        @Override
        public Optional<Batch> next() {
            look();
            if (done == COUNT) {
                return Optional.empty();
            }
            draw();
            done++;
            if (done == COUNT && brokenEpoch.orElse(0) == epoch) {
                batch.inputs().set(ROWS - 1, 0, Double.NaN);
            }
            handed = bits();
            return Optional.of(batch);
        }

        private void draw() {
            for (int row = 0; row < ROWS; row++) {
                int label = random.nextInt(CLASSES);
                batch.labels()[row] = label;
                for (int column = 0; column < WIDTH; column++) {
                    double middle = column == label ? DISTANCE : 0;
                    batch.inputs().set(row, column, middle + NOISE * random.nextGaussian());
                }
            }
        }

        private void look() {
            written |= !handed.equals(bits());
        }

        private Bits bits() {
            return Bits.of(batch.inputs())
                    .and(Bits.of(Arrays.stream(batch.labels()).asDoubleStream()));
        }

        @Override
        public void close() {
            look();
            open -= closed ? 0 : 1;
            closed = true;
        }
    }
}
