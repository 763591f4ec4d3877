package dev.eckart.app.data.digits;

import dev.eckart.app.data.Dataset;
import dev.eckart.app.data.Pictures;
import dev.eckart.spi.Seed;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Digits as if written by hand, 28 x 28 pixels, drawn from strokes: what stands in for MNIST where that cannot be had.
 *
 * <p>They are as hard as they need be: a linear classifier does not do well on them and a small network does. Each
 * picture depends on the seed and its own index only, so the number of threads does not show, nor does the machine.
 */
public final class SyntheticDigits {
    /** Name of the data set. */
    public static final String NAME = "synthetic-digits";

    private static final int SIZE = 28;
    private static final int CLASSES = 10;
    private static final int TRAIN = 60_000;
    private static final int TEST = 10_000;
    /** Fixed, so that all runs see the same data whatever their own seed, as with published data. */
    private static final Seed SEED = new Seed(1936);

    private SyntheticDigits() {}

    /**
     * The data set that goes by this name: 60,000 pictures to learn from and 10,000 to test on, always the same.
     *
     * @return the data set
     */
    public static Dataset dataset() {
        return dataset(SEED, TRAIN, TEST);
    }

    /**
     * Digits of another seed or number.
     *
     * @param seed what makes them up
     * @param train pictures to learn from, at least 1
     * @param test pictures to test on, at least 1
     * @return the data set
     */
    public static Dataset dataset(Seed seed, int train, int test) {
        return Dataset.of(
                NAME,
                pictures(seed.split("train"), train),
                pictures(seed.split("test"), test),
                "drawn by Eckart with seed " + seed.value());
    }

    private static Pictures pictures(Seed seed, int count) {
        byte[] pixels = new byte[count * SIZE * SIZE];
        byte[] labels = new byte[count];
        DigitStyles styles = new DigitStyles();
        IntStream.range(0, count).parallel().forEach(index -> {
            SplittableRandom random = seed.split(index).random();
            int digit = random.nextInt(CLASSES);
            labels[index] = (byte) digit;
            List<List<Stroke>> ways = styles.of(digit);
            draw(ways.get(random.nextInt(ways.size())), random, pixels, index * SIZE * SIZE);
        });
        return new Pictures(count, SIZE, SIZE, pixels, labels, CLASSES);
    }

    private static void draw(List<Stroke> strokes, SplittableRandom random, byte[] pixels, int offset) {
        double width = between(random, 1.5, 3.6);
        double softness = between(random, 1.0, 1.8);
        double brightness = between(random, 170, 255);
        Canvas canvas = new Canvas(SIZE);
        for (Stroke stroke : new Hand(random).write(strokes, SIZE)) {
            double from = width * between(random, 0.8, 1.2);
            double to = width * between(random, 0.7, 1.2);
            canvas.draw(stroke, new Canvas.Pen(from, to, softness));
        }
        canvas.write(brightness, pixels, offset);
    }

    private static double between(SplittableRandom random, double from, double to) {
        return from + (to - from) * random.nextDouble();
    }
}
