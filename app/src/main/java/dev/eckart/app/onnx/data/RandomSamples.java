package dev.eckart.app.onnx.data;

import dev.eckart.app.onnx.array.SampleArray;
import dev.eckart.app.onnx.runtime.Port;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.tensor.OnnxException;
import dev.eckart.spi.Seed;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Random samples for a model of which no data are given.
 *
 * <p>Floating point inputs are standard normal. Integers are 0 or 1, which is an index into anything, and texts are one of
 * these digits. An input that takes the same with every sample, such as a rate, is drawn once, evenly from 0 to 1 if it is
 * a floating point one. A sample depends on the seed, the input's name and its own number only, so that samples are the
 * same in batches of any size.
 *
 * @param count how many samples at least; as many more as fill the last batch where the model takes a fixed number
 * @param sizes sizes of open axes by what the model calls them
 * @param open size of any other open axis
 * @param set values of inputs that are not drawn, as text, by name of the input
 * @param seed where they come from
 */
public record RandomSamples(int count, Map<String, Integer> sizes, int open, Map<String, String> set, Seed seed) {
    /** Numbers that a sample may have: 128 MiB in float64. */
    private static final double MOST = 1 << 24;

    /**
     * Samples of which no input is set.
     *
     * @param sizes sizes of open axes by what the model calls them; 1 of any other
     */
    public RandomSamples(int count, Map<String, Integer> sizes, Seed seed) {
        this(count, sizes, 1, Map.of(), seed);
    }

    /**
     * Draws samples.
     *
     * @param inputs what the model takes
     * @return samples, drawn when they are asked for
     * @throws OnnxException if an input is too large, or is set to something that it does not take
     */
    public Samples samples(List<Port> inputs) {
        GivenData.requireTaken(inputs, set, sizes);
        boolean sampled = inputs.stream().anyMatch(input -> input.batch().isPresent());
        int whole = whole(inputs);
        Map<String, SampleArray> arrays = new LinkedHashMap<>();
        Map<String, Values> constants = new LinkedHashMap<>();
        for (Port input : inputs) {
            Seed own = seed.split(input.name());
            long[] dims = dims(input, whole);
            if (set.containsKey(input.name())) {
                Values value = new SetValue(input, set.get(input.name())).of(sizes, open);
                Matching.setInput(input, value, whole, arrays, constants);
            } else if (input.batch().isPresent() || !sampled) {
                arrays.put(input.name(), new Random(dims, input, false, own));
            } else {
                Values one = new Random(dims, input, true, own).read(0, 1);
                constants.put(input.name(), one.shaped(Arrays.copyOfRange(dims, 1, dims.length)));
            }
        }
        int[] numbers = IntStream.range(0, whole).toArray();
        return new Samples(
                inputs, arrays, constants, Optional.empty(), numbers, false, Optional.empty(), Optional.empty());
    }

    private int whole(List<Port> inputs) {
        long batch = inputs.stream()
                .filter(input -> input.batch().isPresent())
                .map(Port::fixedBatch)
                .filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong)
                .min()
                .orElse(1);
        if (batch < 1 || batch > MOST) {
            throw new OnnxException("the model takes " + batch + " samples at a time, which cannot be drawn");
        }
        return (int) ((count + batch - 1) / batch * batch);
    }

    private long[] dims(Port input, int samples) {
        long[] dims = new long[1 + input.sample().size()];
        double each = 1;
        int at = 0;
        dims[at++] = samples;
        for (int i = 0; i < input.dims().size(); i++) {
            if (input.batch().isEmpty() || input.batch().getAsInt() != i) {
                long size = input.dims().get(i);
                dims[at] = size >= 0 ? size : sizes.getOrDefault(input.symbols().get(i), open);
                each *= dims[at++];
            }
        }
        if (each > MOST) {
            throw new OnnxException(
                    "input '" + input.name() + "' takes " + input.text() + ", too many numbers to draw at random");
        }
        return dims;
    }

    private record Random(long[] dims, Port input, boolean even, Seed seed) implements SampleArray {
        @Override
        public Values read(int from, int to) {
            long[] part = dims.clone();
            part[0] = to - from;
            double[] numbers = new double[Values.count(part)];
            int each = numbers.length / (to - from);
            boolean real = input.type().map(DataType::isReal).orElse(false);
            for (int sample = from; sample < to; sample++) {
                SplittableRandom random = seed.split(sample).random();
                for (int i = 0; i < each; i++) {
                    numbers[(sample - from) * each + i] =
                            !real ? random.nextInt(2) : even ? random.nextDouble() : random.nextGaussian();
                }
            }
            return new Values(part, numbers, input.type().isPresent() ? List.of() : List.of("0", "1"));
        }
    }
}
