package dev.eckart.app.onnx.data;

import dev.eckart.app.onnx.model.OnnxException;
import dev.eckart.app.onnx.runtime.Port;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.registry.Nearest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Samples for a model.
 *
 * @param inputs what the model takes
 * @param arrays for each input of the model the samples along the first axis
 * @param labels the classes of each sample, if they are known
 */
public record Samples(List<Port> inputs, Map<String, SampleArray> arrays, Optional<SampleLabels> labels) {
    /** Numbers that an input may take at a time: 1 GiB in float64. */
    private static final long MOST_NUMBERS = 1 << 27;

    /** Numbers of an input in a batch whose size is free: 128 MiB in float64. */
    private static final long USUAL_NUMBERS = 1 << 24;

    /**
     * Gives arrays to the inputs that they belong to: by name, or the only one to the only one.
     *
     * @param inputs what the model takes
     * @param arrays the arrays that there are, samples along the first axis; others are left out
     * @param labels the classes of each sample, if they are known
     * @return samples that fit the model
     * @throws OnnxException if an input has no array, or arrays do not fit
     */
    public static Samples of(List<Port> inputs, Map<String, SampleArray> arrays, Optional<SampleLabels> labels) {
        if (inputs.isEmpty()) {
            throw new OnnxException("the model takes no input, so there is nothing to give it");
        }
        Map<String, SampleArray> fitted = new LinkedHashMap<>();
        for (Port input : inputs) {
            SampleArray array = inputs.size() == 1 && arrays.size() == 1
                    ? arrays.values().iterator().next()
                    : Optional.ofNullable(arrays.get(input.name()))
                            .orElseThrow(() -> new OnnxException("no array is called '" + input.name()
                                    + "', which the model takes" + Nearest.didYouMean(input.name(), arrays.keySet())
                                    + "; there are " + arrays.keySet()));
            fitted.put(
                    input.name(), input.fit(array.dims()).map(array::shaped).orElseThrow(() -> misfit(input, array)));
        }
        long[] counts = fitted.values().stream()
                .mapToLong(array -> array.dims()[0])
                .distinct()
                .toArray();
        if (counts.length != 1 || labels.map(all -> all.count() != counts[0]).orElse(false)) {
            throw new OnnxException("arrays and labels hold different numbers of samples: " + Arrays.toString(counts)
                    + labels.map(all -> " and " + all.count() + " labels").orElse(""));
        }
        return new Samples(inputs, fitted, labels);
    }

    private static OnnxException misfit(Port input, SampleArray array) {
        return new OnnxException("an array of " + Arrays.toString(array.dims()) + " holds no samples for input '"
                + input.name() + "', which takes " + input.text());
    }

    /**
     * How many there are.
     *
     * @return samples
     */
    public int count() {
        return (int) arrays.values().iterator().next().dims()[0];
    }

    /**
     * Some of the samples.
     *
     * @param from first
     * @param to the one after the last
     * @return a view of them
     */
    public Samples slice(int from, int to) {
        Map<String, SampleArray> parts = new LinkedHashMap<>();
        arrays.forEach((name, array) -> parts.put(name, array.part(from, to)));
        return new Samples(inputs, parts, labels.map(all -> all.slice(from, to)));
    }

    /**
     * All samples in batches that the model takes.
     *
     * @param most samples of a batch where the model takes any number; fewer if they are large
     * @return the last batch is filled up with copies of its last sample where the model takes a fixed number
     * @throws OnnxException if that number is more than can be worked on
     */
    public List<Batch> batches(int most) {
        OptionalInt fixed = fixedBatch();
        int size = fixed.orElse((int) Math.max(1, Math.min(Math.min(most, count()), USUAL_NUMBERS / largest())));
        List<Batch> batches = new ArrayList<>();
        for (int from = 0; from < count(); from += size) {
            int to = Math.min(count(), from + size);
            batches.add(new Batch(this, from, to, fixed.orElse(to - from)));
        }
        return batches;
    }

    /**
     * How many samples the model takes at a time.
     *
     * @return a number that is fixed, or empty if any number will do
     * @throws OnnxException if it is more than can be worked on
     */
    public OptionalInt fixedBatch() {
        OptionalLong fixed = inputs.stream()
                .map(Port::fixedBatch)
                .filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong)
                .min();
        long most = MOST_NUMBERS / largest();
        if (fixed.isPresent() && fixed.getAsLong() > most) {
            throw new OnnxException("the model takes " + fixed.getAsLong() + " samples at a time, more than the " + most
                    + " that can be worked on here");
        }
        return fixed.isPresent() ? OptionalInt.of((int) fixed.getAsLong()) : OptionalInt.empty();
    }

    private long largest() {
        return arrays.values().stream().mapToLong(Samples::each).max().orElse(1);
    }

    /** Numbers of a sample. */
    private static long each(SampleArray array) {
        return Math.max(1, Arrays.stream(array.dims()).skip(1).reduce(1, (a, b) -> a * b));
    }

    /**
     * Consecutive samples.
     *
     * @param samples all of them
     * @param from first
     * @param to the one after the last
     * @param size how many the model takes at once, at least as many; beyond, the last one is there again
     */
    public record Batch(Samples samples, int from, int to, int size) {
        /**
         * The values themselves.
         *
         * @return a value for each input, of as many samples as the model takes
         */
        public Map<String, Values> values() {
            Map<String, Values> values = new LinkedHashMap<>();
            for (Port input : samples.inputs()) {
                Values read = samples.arrays().get(input.name()).read(from, to).filled(size);
                values.put(input.name(), read.moved(0, input.batch().orElse(0)));
            }
            return values;
        }

        /**
         * How many samples there are, each counted once.
         *
         * @return at most as many as the model takes
         */
        public int count() {
            return to - from;
        }

        /**
         * What a value of the model, an output or a hidden one, holds of samples that are not there twice.
         *
         * @param value what the model made of this batch
         * @return the value without what was filled up; the value itself if nothing was, or if it has no axis of samples
         */
        public Values real(Values value) {
            if (count() == size) {
                return value;
            }
            return SampleAxis.of(value, samples.inputs(), size)
                    .map(axis -> axis.cut(value, count()))
                    .orElse(value);
        }

        /**
         * What a value of the model holds of each sample that is not there twice.
         *
         * @param value what the model made of this batch
         * @return the value with the axis of samples in front, or empty if it does not depend on how many there are
         */
        public Optional<Values> bySample(Values value) {
            return SampleAxis.of(value, samples.inputs(), size)
                    .map(axis -> axis.inFront(value).slice(0, count()));
        }
    }
}
