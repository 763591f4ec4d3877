package dev.eckart.app.onnx.data;

import dev.eckart.app.onnx.array.SampleArray;
import dev.eckart.app.onnx.array.SampleLabels;
import dev.eckart.app.onnx.runtime.Port;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.app.onnx.tensor.OnnxException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Consecutive samples.
 *
 * @param samples all of them
 * @param from first
 * @param to the one after the last
 * @param size how many the model takes at once, at least as many; beyond, the last one is there again
 */
public record SampleBatch(Samples samples, int from, int to, int size) {
    /**
     * The values themselves.
     *
     * @return a value for each input, of as many samples as the model takes
     * @throws OnnxException if there is something among them that cannot be given, such as what is not a number
     */
    public Map<String, Values> values() {
        Map<String, Values> values = new LinkedHashMap<>();
        for (Port input : samples.inputs()) {
            SampleArray array = samples.arrays().get(input.name());
            values.put(input.name(), array == null ? samples.constants().get(input.name()) : given(input, array));
        }
        return values;
    }

    private Values given(Port input, SampleArray array) {
        Values whole = array.read(from, to);
        Values read = cut(input.name(), whole);
        SampleCheck.samples(input, read, samples.numbers(), from);
        if (input.batch().isEmpty()) {
            long[] one = Arrays.copyOfRange(read.dims(), 1, read.dims().length);
            return read.shaped(one);
        }
        return read.filled(size).moved(0, input.batch().getAsInt());
    }

    private Values cut(String input, Values whole) {
        return samples.lengths()
                .map(lengths -> lengths.cut(input, whole, from, to))
                .orElse(whole);
    }

    /**
     * Which positions of a value count, of samples that are not there twice.
     *
     * @param value its name
     * @return samples x positions; empty if it has nothing for each, or all count
     */
    public Optional<boolean[]> counted(String value) {
        return samples.padding()
                .filter(padding -> padding.positioned().contains(value))
                .flatMap(padding -> counted());
    }

    /**
     * Which positions count, of samples that are not there twice.
     *
     * @return samples x positions; empty if the samples have no mask
     */
    public Optional<boolean[]> counted() {
        return samples.padding().map(padding -> {
            Values mask = samples.arrays().get(padding.mask()).read(from, to);
            return PaddingMask.counted(cut(padding.mask(), mask));
        });
    }

    /**
     * The classes of samples that are not there twice.
     *
     * @return without those of positions that are left out as padding; empty if they are not known
     */
    public Optional<SampleLabels> labels() {
        return samples.labels().map(all -> {
            SampleLabels own = all.slice(from, to);
            return samples.lengths()
                    .filter(lengths -> own.each() == lengths.positions(samples.arrays()))
                    .map(lengths -> lengths.cut(own, from, to))
                    .orElse(own);
        });
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
