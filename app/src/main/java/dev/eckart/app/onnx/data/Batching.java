package dev.eckart.app.onnx.data;

import dev.eckart.app.onnx.array.SampleArray;
import dev.eckart.app.onnx.runtime.Port;
import dev.eckart.app.onnx.tensor.OnnxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How samples become batches: as many at a time as a model takes, and as can be worked on.
 *
 * @param samples the samples
 */
record Batching(Samples samples) {
    /** Numbers that an input may take at a time: 1 GiB in float64. */
    private static final long MOST_NUMBERS = 1 << 27;

    /** Numbers of an input in a batch whose size is free: 128 MiB in float64. */
    private static final long USUAL_NUMBERS = 1 << 24;

    /** All of them; see {@link Samples#batches}. */
    List<SampleBatch> batches(int most) {
        int count = samples.count();
        OptionalInt fixed = fixed();
        int size = fixed.orElse((int) Math.max(1, Math.min(Math.min(most, count), USUAL_NUMBERS / largest())));
        List<SampleBatch> batches = new ArrayList<>();
        for (int from = 0; from < count; ) {
            int to = end(from, size);
            batches.add(new SampleBatch(samples, from, to, fixed.orElse(to - from)));
            from = to;
        }
        return batches;
    }

    private int end(int from, int size) {
        return samples.lengths().map(all -> all.end(from, size)).orElse(Math.min(samples.count(), from + size));
    }

    /** How many samples the model takes at a time; see {@link Samples#fixedBatch}. */
    OptionalInt fixed() {
        OptionalLong fixed = samples.inputs().stream()
                .filter(input -> samples.arrays().containsKey(input.name()))
                .map(Port::fixedBatch)
                .filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong)
                .min();
        long most = MOST_NUMBERS / largest();
        if (fixed.isPresent() && fixed.getAsLong() > most) {
            throw new OnnxException("the model takes " + fixed.getAsLong() + " samples at a time, more than the " + most
                    + " that can be worked on here");
        }
        if (fixed.isPresent()) {
            return OptionalInt.of((int) fixed.getAsLong());
        }
        return samples.single() || samples.arrays().isEmpty() ? OptionalInt.of(1) : OptionalInt.empty();
    }

    private long largest() {
        return samples.arrays().values().stream()
                .mapToLong(Batching::each)
                .max()
                .orElse(1);
    }

    /** Numbers of a sample. */
    private static long each(SampleArray array) {
        return Math.max(1, Arrays.stream(array.dims()).skip(1).reduce(1, (a, b) -> a * b));
    }
}
