package dev.eckart.app.onnx.array;

import dev.eckart.app.onnx.runtime.Values;
import java.util.List;
import java.util.Optional;

/**
 * An array whose samples have other axes, and which knows what they were.
 *
 * @param array the array
 * @param dims sizes with the same product, and the same first one
 */
record ShapedArray(SampleArray array, long[] dims) implements SampleArray {
    @Override
    public Kind kind() {
        return array.kind();
    }

    @Override
    public long[] dims() {
        return dims.clone();
    }

    /** Of a picture that was flattened, those of the picture. */
    @Override
    public List<Long> sizes() {
        List<Long> own = SampleArray.super.sizes();
        List<Long> before = array.sizes();
        return own.size() < before.size() ? before : own;
    }

    @Override
    public Values read(int from, int to) {
        Values values = array.read(from, to);
        long[] part = dims.clone();
        part[0] = values.dims()[0];
        return values.shaped(part);
    }

    @Override
    public Optional<SampleArray> varied(Variation variation) {
        return array.varied(variation).map(other -> new ShapedArray(other, dims));
    }

    @Override
    public SampleArray chosen(int[] numbers) {
        long[] fewer = dims.clone();
        fewer[0] = numbers.length;
        return new ShapedArray(array.chosen(numbers), fewer);
    }
}
