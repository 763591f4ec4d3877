package dev.eckart.app.onnx.array;

import dev.eckart.app.onnx.runtime.Values;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * An array with something done to each of its elements.
 *
 * @param array the array
 * @param change what is done, which keeps the sizes
 */
record ChangedArray(SampleArray array, UnaryOperator<Values> change) implements SampleArray {
    @Override
    public Kind kind() {
        return array.kind();
    }

    @Override
    public long[] dims() {
        return array.dims();
    }

    @Override
    public SampleArray along(int axis) {
        return new ChangedArray(array.along(axis), change);
    }

    @Override
    public SampleArray chosen(int[] numbers) {
        return new ChangedArray(array.chosen(numbers), change);
    }

    @Override
    public Optional<SampleArray> varied(Variation variation) {
        return array.varied(variation).map(other -> new ChangedArray(other, change));
    }

    @Override
    public Values whole() {
        return change.apply(array.whole());
    }

    @Override
    public Values read(int from, int to) {
        return change.apply(array.read(from, to));
    }
}
