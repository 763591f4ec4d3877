package dev.eckart.app.onnx.tensor;

import dev.eckart.app.onnx.proto.TensorProto;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The sizes of a tensor.
 *
 * @param sizes one an axis, none negative
 * @param elements their product
 */
record Shape(List<Long> sizes, long elements) {
    /** More elements than this are in no file, and none of the sums made with them overflows. */
    private static final long MOST = 1L << 56;

    /** The sizes that a tensor says it has. */
    static Shape of(TensorProto tensor) {
        List<Long> sizes = tensor.getDimsList();
        long elements = 1;
        for (long size : sizes) {
            if (size < 0) {
                throw new OnnxException("tensor '" + tensor.getName() + "' has an axis of size " + size);
            }
            elements = size == 0 || elements <= MOST / size ? elements * size : MOST + 1;
            if (elements > MOST) {
                throw new OnnxException("tensor '" + tensor.getName() + "' has the impossible sizes " + text(sizes));
            }
        }
        return new Shape(sizes, elements);
    }

    @Override
    public String toString() {
        return text(sizes);
    }

    private static String text(List<Long> sizes) {
        return sizes.isEmpty() ? "scalar" : sizes.stream().map(String::valueOf).collect(Collectors.joining(" x "));
    }
}
