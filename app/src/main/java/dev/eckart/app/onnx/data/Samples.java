package dev.eckart.app.onnx.data;

import dev.eckart.app.onnx.model.OnnxException;
import dev.eckart.app.onnx.runtime.Port;
import dev.eckart.app.onnx.runtime.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Samples for a model.
 *
 * @param arrays for each input of the model the samples along the first axis
 * @param labels the class of each sample, if it is known
 */
public record Samples(Map<String, Values> arrays, Optional<int[]> labels) {
    /**
     * Gives arrays to the inputs that they belong to: by name, or the only one to the only one.
     *
     * @param inputs what the model takes
     * @param arrays the arrays that there are, samples along the first axis; others are left out
     * @param labels the class of each sample, if it is known
     * @return samples that fit the model
     * @throws OnnxException if an input has no array, or arrays do not fit
     */
    public static Samples of(List<Port> inputs, Map<String, Values> arrays, Optional<int[]> labels) {
        Map<String, Values> fitted = new LinkedHashMap<>();
        for (Port input : inputs) {
            Values array = inputs.size() == 1 && arrays.size() == 1
                    ? arrays.values().iterator().next()
                    : Optional.ofNullable(arrays.get(input.name()))
                            .orElseThrow(() -> new OnnxException("no array is called '" + input.name()
                                    + "', which the model takes; there are " + arrays.keySet()));
            fitted.put(input.name(), fitted(input, array));
        }
        long[] counts = fitted.values().stream()
                .mapToLong(array -> array.dims()[0])
                .distinct()
                .toArray();
        if (counts.length != 1 || labels.map(all -> all.length != counts[0]).orElse(false)) {
            throw new OnnxException("arrays and labels hold different numbers of samples");
        }
        return new Samples(fitted, labels);
    }

    private static Values fitted(Port input, Values array) {
        if (input.dims().isEmpty() || array.dims().length == 0 || array.dims()[0] < 1) {
            throw misfit(input, array);
        }
        long[] dims = new long[input.dims().size()];
        dims[0] = array.dims()[0];
        long each = 1;
        for (int i = 1; i < dims.length; i++) {
            boolean open = input.dims().get(i) < 0;
            if (open && array.dims().length != dims.length) {
                throw misfit(input, array);
            }
            dims[i] = open ? array.dims()[i] : input.dims().get(i);
            each *= dims[i];
        }
        if (each * dims[0] != array.numbers().length) {
            throw misfit(input, array);
        }
        return new Values(dims, array.numbers());
    }

    private static OnnxException misfit(Port input, Values array) {
        return new OnnxException("an array of " + Arrays.toString(array.dims()) + " holds no samples for input '"
                + input.name() + "', which takes " + input.dims() + " (-1: any size)");
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
     * @return copies of them
     */
    public Samples slice(int from, int to) {
        Map<String, Values> parts = new LinkedHashMap<>();
        arrays.forEach((name, values) -> parts.put(name, values.slice(from, to)));
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
        int size = inputs.stream()
                .filter(input -> !input.isBatchOpen())
                .mapToInt(input -> input.dims().get(0).intValue())
                .min()
                .orElse(Math.min(most, count()));
        boolean fixed = inputs.stream().anyMatch(input -> !input.isBatchOpen());
        List<Batch> batches = new ArrayList<>();
        for (int from = 0; from < count(); from += size) {
            int to = Math.min(count(), from + size);
            if (to - from == size || !fixed) {
                batches.add(new Batch(this, from, to));
            }
        }
        return batches;
    }

    /**
     * Consecutive samples.
     *
     * @param samples all of them
     * @param from first
     * @param to the one after the last
     */
    public record Batch(Samples samples, int from, int to) {
        /**
         * The values themselves.
         *
         * @return a value for each input
         */
        public Map<String, Values> values() {
            return samples.slice(from, to).arrays();
        }
    }
}
