package dev.eckart.app.onnx.shard;

import dev.eckart.app.onnx.array.SampleArray;
import dev.eckart.app.onnx.array.SampleLabels;
import dev.eckart.app.onnx.data.Lengths;
import dev.eckart.app.onnx.data.Padding;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.runtime.Port;
import dev.eckart.app.onnx.runtime.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Samples with all their numbers, read.
 *
 * @param inputs what the model takes
 * @param arrays numbers of inputs that take something else with each sample
 * @param constants what each other input gets
 * @param labels the classes of each sample, if they are known
 * @param numbers what number each sample has in the data that it is from
 * @param single whether the model is given one sample at a time
 * @param padding positions that do not count
 * @param lengths how long the samples are in their batches
 */
record PlainSamples(
        List<Port> inputs,
        Map<String, Numbers> arrays,
        Map<String, Values> constants,
        Optional<SampleLabels> labels,
        int[] numbers,
        boolean single,
        Optional<Padding> padding,
        Optional<Lengths> lengths) {
    /**
     * Numbers, in float32 if that is what they are.
     *
     * @param dims sizes of the axes
     * @param singles all numbers, or none
     * @param doubles all numbers, or none
     * @param texts what the numbers stand for, if they are texts
     */
    record Numbers(long[] dims, float[] singles, double[] doubles, List<String> texts) {
        static Numbers of(Values values) {
            float[] singles = new float[values.numbers().length];
            for (int i = 0; i < singles.length; i++) {
                singles[i] = (float) values.numbers()[i];
                if (Double.compare(singles[i], values.numbers()[i]) != 0) {
                    return new Numbers(values.dims(), new float[0], values.numbers(), values.texts());
                }
            }
            return new Numbers(values.dims(), singles, new double[0], values.texts());
        }

        Values values() {
            if (doubles.length > 0) {
                return new Values(dims, doubles, texts);
            }
            double[] wide = new double[singles.length];
            for (int i = 0; i < wide.length; i++) {
                wide[i] = singles[i];
            }
            return new Values(dims, wide, texts);
        }
    }

    static PlainSamples of(Samples samples) {
        Map<String, Numbers> arrays = new LinkedHashMap<>();
        samples.arrays().forEach((name, array) -> arrays.put(name, Numbers.of(array.whole())));
        return new PlainSamples(
                samples.inputs(),
                arrays,
                samples.constants(),
                samples.labels(),
                samples.numbers(),
                samples.single(),
                samples.padding(),
                samples.lengths());
    }

    Samples samples() {
        Map<String, SampleArray> read = new LinkedHashMap<>();
        arrays.forEach((name, array) -> read.put(name, SampleArray.of(array.values())));
        return new Samples(inputs, read, constants, labels, numbers, single, padding, lengths);
    }
}
