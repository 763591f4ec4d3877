package dev.eckart.app.batch;

import dev.eckart.app.data.Pictures;
import dev.eckart.spi.Seed;
import dev.eckart.spi.train.Batches;
import dev.eckart.tensor.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Pictures in batches. One stream is open at a time: the memory of the batches is used again. */
public final class PictureBatches implements Batches {
    /** Batches made ahead: enough that neither side waits for a hiccup of the other. */
    private static final int AHEAD = 4;

    private final Settings settings;
    private final int[] subset;
    private final List<Slot> slots = new ArrayList<>();
    private final List<Slot> remainder = new ArrayList<>();

    /**
     * What batches to make.
     *
     * @param pictures where from
     * @param samples how many of them; a fixed random choice if fewer than there are
     * @param batchSize samples in a batch; the last one of an epoch may have fewer
     * @param augmentation how they are moved in each epoch, from 1
     * @param shuffled whether each epoch has an order of its own
     * @param precision precision of the batches
     * @param ahead whether a thread of its own makes them ahead of their use
     * @param seed randomness of choice, order and augmentation
     */
    public record Settings(
            Pictures pictures,
            int samples,
            int batchSize,
            IntFunction<Augmentation> augmentation,
            boolean shuffled,
            Precision precision,
            boolean ahead,
            Seed seed) {
        /**
         * All pictures in their order, unmoved: for evaluation.
         *
         * @param pictures where from
         * @param batchSize samples in a batch
         * @param precision precision of the batches
         * @param ahead whether a thread of its own makes them ahead of their use
         * @return settings that draw nothing
         */
        public static Settings plain(Pictures pictures, int batchSize, Precision precision, boolean ahead) {
            return new Settings(
                    pictures,
                    pictures.count(),
                    batchSize,
                    epoch -> Augmentation.NONE,
                    false,
                    precision,
                    ahead,
                    new Seed(0));
        }
    }

    /**
     * Batches as described.
     *
     * @param settings what batches to make
     * @throws IllegalArgumentException if samples or batch size are below 1
     */
    public PictureBatches(Settings settings) {
        if (settings.samples() < 1 || settings.batchSize() < 1) {
            throw new IllegalArgumentException(
                    settings.samples() + " samples cannot be put in batches of " + settings.batchSize());
        }
        this.settings = settings;
        int count = settings.pictures().count();
        int[] all = IntStream.range(0, count).toArray();
        if (settings.samples() < count) {
            shuffle(all, settings.seed().split("subset"));
        }
        this.subset = IntStream.of(all).limit(settings.samples()).toArray();
        int size = Math.min(settings.batchSize(), subset.length);
        int width = settings.pictures().height() * settings.pictures().width();
        for (int i = 0; i < (settings.ahead() ? AHEAD : 1); i++) {
            slots.add(Slot.of(settings.precision(), size, width));
        }
        if (subset.length % size != 0) {
            remainder.add(Slot.of(settings.precision(), subset.length % size, width));
        }
    }

    @Override
    public int samples() {
        return subset.length;
    }

    @Override
    public int count() {
        int size = slots.get(0).rows();
        return (subset.length + size - 1) / size;
    }

    @Override
    public Stream epoch(int epoch) {
        int[] order = subset.clone();
        if (settings.shuffled()) {
            shuffle(order, settings.seed().split("order").split(epoch));
        }
        Seed moves = settings.seed().split("augmentation").split(epoch);
        BatchFiller filler =
                new BatchFiller(settings.pictures(), settings.augmentation().apply(epoch), order, moves);
        BatchSource source = new BatchSource(filler, slots, remainder, count());
        return settings.ahead() ? new AheadStream(source) : new InlineStream(source);
    }

    /** Fisher and Yates's shuffle. */
    private static void shuffle(int[] order, Seed seed) {
        SplittableRandom random = seed.random();
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
    }
}
