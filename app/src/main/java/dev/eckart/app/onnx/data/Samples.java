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
 * @param arrays for each input of the model the samples along the first axis
 * @param labels the class of each sample, if it is known
 */
public record Samples(Map<String, SampleArray> arrays, Optional<int[]> labels) {
    /** Numbers that an input may take at a time: 1 GiB in float64. */
    private static final long MOST_NUMBERS = 1 << 27;

    /**
     * Gives arrays to the inputs that they belong to: by name, or the only one to the only one.
     *
     * @param inputs what the model takes
     * @param arrays the arrays that there are, samples along the first axis; others are left out
     * @param labels the class of each sample, if it is known
     * @return samples that fit the model
     * @throws OnnxException if an input has no array, or arrays do not fit
     */
    public static Samples of(List<Port> inputs, Map<String, SampleArray> arrays, Optional<int[]> labels) {
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
        if (counts.length != 1 || labels.map(all -> all.length != counts[0]).orElse(false)) {
            throw new OnnxException("arrays and labels hold different numbers of samples: " + Arrays.toString(counts)
                    + labels.map(all -> " and " + all.length + " labels").orElse(""));
        }
        return new Samples(fitted, labels);
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
        return new Samples(parts, labels.map(all -> Arrays.copyOfRange(all, from, to)));
    }

    /**
     * The samples in batches that the model takes.
     *
     * @param inputs what the model takes
     * @param most samples of a batch where the model takes any number
     * @return a batch is a value for each input; samples that fill no batch of a fixed size are left out
     */
    public List<Batch> batches(List<Port> inputs, int most) {
        return allBatches(inputs, most).stream().filter(Batch::isFull).toList();
    }

    /**
     * The samples in batches that the model takes, none left out.
     *
     * @param inputs what the model takes
     * @param most samples of a batch where the model takes any number
     * @return the last batch is filled up with copies of its last sample where the model takes a fixed number
     */
    public List<Batch> allBatches(List<Port> inputs, int most) {
        OptionalInt fixed = fixedSize(inputs);
        int size = fixed.orElse(Math.min(most, count()));
        List<Batch> batches = new ArrayList<>();
        for (int from = 0; from < count(); from += size) {
            int to = Math.min(count(), from + size);
            batches.add(new Batch(this, from, to, fixed.orElse(to - from)));
        }
        return batches;
    }

    private OptionalInt fixedSize(List<Port> inputs) {
        OptionalLong fixed = inputs.stream()
                .filter(input -> !input.isBatchOpen())
                .mapToLong(input -> input.dims().get(0))
                .min();
        long most = MOST_NUMBERS
                / arrays.values().stream().mapToLong(Samples::each).max().orElse(1);
        if (fixed.isPresent() && fixed.getAsLong() > most) {
            throw new OnnxException("the model takes " + fixed.getAsLong() + " samples at a time, more than the " + most
                    + " that can be worked on here");
        }
        return fixed.isPresent() ? OptionalInt.of((int) fixed.getAsLong()) : OptionalInt.empty();
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
     * @param size how many the model takes at once, at least as many
     */
    public record Batch(Samples samples, int from, int to, int size) {
        /**
         * The values themselves.
         *
         * @return a value for each input, of as many samples as the model takes
         */
        public Map<String, Values> values() {
            Map<String, Values> values = new LinkedHashMap<>();
            samples.arrays()
                    .forEach((name, array) ->
                            values.put(name, array.read(from, to).filled(size)));
            return values;
        }

        /**
         * Whether no sample is there twice.
         *
         * @return true if there are as many as the model takes
         */
        public boolean isFull() {
            return to - from == size;
        }
    }
}
