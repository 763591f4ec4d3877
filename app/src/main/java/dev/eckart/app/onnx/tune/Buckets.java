package dev.eckart.app.onnx.tune;

import dev.eckart.app.onnx.data.Samples;
import dev.eckart.spi.Seed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Samples of one length each, so that batches have few shapes: a model is differentiated once for each.
 *
 * @param samples all samples, their lengths rounded up
 * @param buckets numbers of the samples of each length
 * @param size samples of a batch, a multiple of the next
 * @param multiple samples that the model takes at a time, if it does not take any number
 */
record Buckets(Samples samples, List<int[]> buckets, int size, int multiple) {
    /** Lengths are multiples of this: few shapes, little padding. */
    private static final int MULTIPLE = 8;

    /**
     * Sorts samples by length.
     *
     * @param samples samples
     * @param size samples of a batch; more where the model takes a fixed number, of which a batch is a multiple
     */
    static Buckets of(Samples samples, int size) {
        Samples rounded = samples.rounded(MULTIPLE);
        Map<Integer, List<Integer>> byLength = new TreeMap<>();
        for (int i = 0; i < rounded.count(); i++) {
            byLength.computeIfAbsent(rounded.length(i), length -> new ArrayList<>())
                    .add(i);
        }
        List<int[]> buckets = byLength.values().stream()
                .map(numbers -> numbers.stream().mapToInt(Integer::intValue).toArray())
                .toList();
        int multiple = samples.fixedBatch().orElse(1);
        return new Buckets(rounded, buckets, up(size, multiple), multiple);
    }

    private static int up(int number, int multiple) {
        return (number + multiple - 1) / multiple * multiple;
    }

    private int each(int[] bucket) {
        return Math.min(size, up(bucket.length, multiple));
    }

    /**
     * The batches of an epoch: each sample at least once, in an order of the epoch's own. The last batch of a length is
     * filled up with samples of its beginning, so that it has the shape of the others.
     *
     * @param seed decides the order
     */
    List<int[]> epoch(Seed seed) {
        SplittableRandom random = seed.random();
        List<int[]> batches = new ArrayList<>();
        for (int[] bucket : buckets) {
            int[] order = bucket.clone();
            shuffle(order, random);
            for (int from = 0; from < order.length; from += each(order)) {
                batches.add(filled(order, from, each(order)));
            }
        }
        shuffle(batches, random);
        return batches;
    }

    /** The batches in their order, each sample once but for those that fill up. */
    List<int[]> inOrder() {
        List<int[]> batches = new ArrayList<>();
        for (int[] bucket : buckets) {
            for (int from = 0; from < bucket.length; from += each(bucket)) {
                batches.add(filled(bucket, from, up(Math.min(bucket.length - from, each(bucket)), multiple)));
            }
        }
        return batches;
    }

    private static int[] filled(int[] numbers, int from, int count) {
        return IntStream.range(from, from + count)
                .map(i -> numbers[i % numbers.length])
                .toArray();
    }

    /** Batches of an epoch. */
    int count() {
        return buckets.stream()
                .mapToInt(bucket -> (bucket.length + each(bucket) - 1) / each(bucket))
                .sum();
    }

    /** Fisher and Yates's shuffle. */
    private static void shuffle(int[] order, SplittableRandom random) {
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
    }

    private static void shuffle(List<int[]> batches, SplittableRandom random) {
        for (int i = batches.size() - 1; i > 0; i--) {
            Collections.swap(batches, i, random.nextInt(i + 1));
        }
    }
}
