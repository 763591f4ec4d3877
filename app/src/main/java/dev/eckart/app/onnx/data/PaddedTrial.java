package dev.eckart.app.onnx.data;

import dev.eckart.app.onnx.runtime.Values;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A batch of samples with padding, and the same with something else where they are padded: whatever a model makes of both
 * without a difference where they count, does not go by what stands at padding.
 *
 * @param given a value for each input
 * @param disturbed the same with what each sample has where it first counts put at all positions that do not
 * @param counted which positions count, sample by sample
 * @param samples how many samples there are
 * @param positions how many each has
 */
public record PaddedTrial(
        Map<String, Values> given, Map<String, Values> disturbed, boolean[] counted, int samples, int positions) {
    /** What it does to a value to put something else at padding. */
    public enum Effect {
        /** Nothing. */
        NONE,
        /** The value has something for each position, and changes where these do not count. */
        AT_PADDING,
        /** It changes elsewhere. */
        ELSEWHERE
    }

    /**
     * Makes one of the sample that has most padding and, where the model takes several, another that has some.
     *
     * @param samples samples
     * @return a batch; empty if there is no padding, nothing else to put there, or a sample that is nothing but padding
     */
    public static Optional<PaddedTrial> of(Samples samples) {
        return PaddingMask.of(samples).flatMap(mask -> of(samples, mask));
    }

    static Optional<PaddedTrial> of(Samples samples, PaddingMask mask) {
        if (mask.empty().isPresent()) {
            return Optional.empty();
        }
        // As many samples as positions could not be told from each other in what a model makes of them.
        int several = mask.positions() == 2 ? 3 : 2;
        List<Integer> padded = mask.padded();
        int[] some = IntStream.range(0, several)
                .map(i -> padded.get(i * (padded.size() - 1) / (several - 1)))
                .toArray();
        SampleBatch batch = samples.whole().chosen(some).batches(several).get(0);
        if (batch.size() == mask.positions()) {
            return Optional.empty();
        }
        Map<String, Values> given = batch.values();
        boolean[] counted = PaddingMask.counted(given.get(mask.name()));
        Map<String, Values> disturbed = new LinkedHashMap<>(given);
        boolean changed = false;
        for (String name : mask.along()) {
            if (!name.equals(mask.name())) {
                Values other = disturbed(given.get(name), counted, mask.positions());
                changed |= !Arrays.equals(other.numbers(), given.get(name).numbers());
                disturbed.put(name, other);
            }
        }
        return changed
                ? Optional.of(new PaddedTrial(given, disturbed, counted, batch.size(), mask.positions()))
                : Optional.empty();
    }

    private static Values disturbed(Values values, boolean[] counted, int positions) {
        double[] numbers = values.numbers().clone();
        int each = numbers.length / counted.length;
        for (int position = 0; position < counted.length; position++) {
            int first = position / positions * positions;
            while (!counted[first]) {
                first++;
            }
            if (!counted[position]) {
                System.arraycopy(values.numbers(), first * each, numbers, position * each, each);
            }
        }
        return new Values(values.dims(), numbers, values.texts());
    }

    /**
     * Compares what a model made of the batch.
     *
     * @param was what it made of what is given
     * @param is what it made of the disturbed one
     * @return where they differ in a bit
     */
    public Effect effect(Values was, Values is) {
        long[] dims = was.dims();
        if (!Arrays.equals(dims, is.dims())) {
            return Effect.ELSEWHERE;
        }
        boolean along = dims.length > 1 && dims[0] == samples && dims[1] == positions
                || dims.length > 0 && dims[0] == (long) samples * positions;
        Effect effect = Effect.NONE;
        for (int i = 0; i < was.numbers().length; i++) {
            if (Double.compare(was.numbers()[i], is.numbers()[i]) != 0) {
                if (!along || counted[i / (was.numbers().length / counted.length)]) {
                    return Effect.ELSEWHERE;
                }
                effect = Effect.AT_PADDING;
            }
        }
        return effect;
    }
}
