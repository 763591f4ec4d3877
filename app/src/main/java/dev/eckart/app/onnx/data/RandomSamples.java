package dev.eckart.app.onnx.data;

import dev.eckart.app.onnx.runtime.Port;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.spi.Seed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** Samples that are drawn: normal numbers where a model takes real ones, zeros and ones where it takes whole ones. */
public final class RandomSamples {
    private RandomSamples() {}

    /**
     * Draws samples.
     *
     * @param inputs what the model takes
     * @param count how many samples; a multiple of it where the model takes them by so many
     * @param open size of axes, apart from the first, that may have any
     * @param seed randomness
     * @return samples that fit
     */
    public static Samples of(List<Port> inputs, int count, int open, Seed seed) {
        int batch = inputs.stream()
                .filter(input -> !input.isBatchOpen() && !input.dims().isEmpty())
                .mapToInt(input -> input.dims().get(0).intValue())
                .max()
                .orElse(1);
        Map<String, Values> arrays = new LinkedHashMap<>();
        for (Port input : inputs) {
            arrays.put(input.name(), drawn(input, count * batch, open, seed.split(input.name())));
        }
        return Samples.of(inputs, arrays, Optional.empty());
    }

    private static Values drawn(Port input, int samples, int open, Seed seed) {
        long[] dims = new long[Math.max(1, input.dims().size())];
        dims[0] = samples;
        int size = samples;
        for (int i = 1; i < dims.length; i++) {
            dims[i] = input.dims().get(i) < 0 ? open : input.dims().get(i);
            size = Math.multiplyExact(size, (int) dims[i]);
        }
        SplittableRandom random = seed.random();
        double[] numbers = new double[size];
        boolean real = input.type().isReal();
        for (int i = 0; i < size; i++) {
            numbers[i] = real ? random.nextGaussian() : random.nextInt(2);
        }
        return new Values(dims, numbers);
    }
}
