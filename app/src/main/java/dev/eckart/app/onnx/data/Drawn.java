package dev.eckart.app.onnx.data;

import dev.eckart.app.onnx.model.OnnxException;
import dev.eckart.app.onnx.runtime.Port;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.spi.Seed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/**
 * Random samples for a model of which no data are given.
 *
 * <p>Floating point inputs are standard normal. Integers are 0 or 1, which is an index into anything. A sample depends on
 * the seed, the input's name and its own number only, so that samples are the same in batches of any size.
 *
 * @param count how many samples at least; as many more as fill the last batch where the model takes a fixed number
 * @param sizes sizes of open axes by what the model calls them; 1 of any other
 * @param seed where they come from
 */
public record Drawn(int count, Map<String, Integer> sizes, Seed seed) {
    /** Numbers that a sample may have: 128 MiB in float64. */
    private static final double MOST = 1 << 24;

    /**
     * Draws samples.
     *
     * @param inputs what the model takes
     * @return samples, drawn when they are asked for
     * @throws OnnxException if an input has no axis of samples, or is too large
     */
    public Samples samples(List<Port> inputs) {
        long batch = inputs.stream()
                .map(Port::fixedBatch)
                .filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong)
                .min()
                .orElse(1);
        if (batch > MOST) {
            throw new OnnxException("the model takes " + batch + " samples at a time, too many to draw at random");
        }
        long whole = (count + batch - 1) / Math.max(1, batch) * batch;
        Map<String, SampleArray> arrays = new LinkedHashMap<>();
        inputs.forEach(
                input -> arrays.put(input.name(), new Normal(dims(input, whole), input, seed.split(input.name()))));
        return Samples.of(inputs, arrays, Optional.empty());
    }

    private long[] dims(Port input, long samples) {
        long[] dims = new long[Math.max(1, input.dims().size())];
        double each = 1;
        for (int i = 1; i < dims.length; i++) {
            long size = input.dims().get(i);
            dims[i] = size >= 0 ? size : sizes.getOrDefault(input.symbols().get(i), 1);
            each *= dims[i];
        }
        if (each > MOST) {
            throw new OnnxException(
                    "input '" + input.name() + "' takes " + input.text() + ", too many numbers to draw at random");
        }
        dims[0] = samples;
        return dims;
    }

    private record Normal(long[] dims, Port input, Seed seed) implements SampleArray {
        @Override
        public Values read(int from, int to) {
            long[] part = dims.clone();
            part[0] = to - from;
            double[] numbers = new double[Values.count(part)];
            int each = numbers.length / (to - from);
            for (int sample = from; sample < to; sample++) {
                SplittableRandom random = seed.split(sample).random();
                for (int i = 0; i < each; i++) {
                    numbers[(sample - from) * each + i] =
                            input.type().isReal() ? random.nextGaussian() : random.nextInt(2);
                }
            }
            return new Values(part, numbers);
        }
    }
}
