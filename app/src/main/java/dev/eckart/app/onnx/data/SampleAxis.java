package dev.eckart.app.onnx.data;

import dev.eckart.app.onnx.runtime.Port;
import dev.eckart.app.onnx.runtime.Values;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where samples are along an axis of a value that a model made of a batch.
 *
 * @param index the axis
 * @param size samples of the batch
 * @param outermost whether the parts of one sample follow each other, where the axis has several of each sample
 */
record SampleAxis(int index, int size, boolean outermost) {
    /**
     * Finds it. That is the axis at the place of an input's, or the first one if samples have been split into equally many
     * parts there (windows, positions), or else the first axis of the batch's size.
     */
    static Optional<SampleAxis> of(Values value, List<Port> inputs, int size) {
        long[] dims = value.dims();
        List<Integer> places = inputs.stream()
                .map(Port::batch)
                .filter(OptionalInt::isPresent)
                .map(OptionalInt::getAsInt)
                .distinct()
                .toList();
        Optional<Integer> same = places.stream()
                .filter(place -> place < dims.length && dims[place] == size)
                .findFirst();
        if (same.isEmpty() && dims.length > 0 && dims[0] > 0 && dims[0] % size == 0) {
            boolean outermost = places.isEmpty() || places.get(0) == 0;
            return Optional.of(new SampleAxis(0, size, outermost));
        }
        return same.or(() -> first(dims, size)).map(index -> new SampleAxis(index, size, true));
    }

    private static Optional<Integer> first(long[] dims, int size) {
        for (int i = 0; i < dims.length; i++) {
            if (dims[i] == size) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    /** The value with samples along its first axis; their parts, if there are several of each, along the next. */
    Values inFront(Values value) {
        Values first = value.moved(index, 0);
        long parts = first.dims()[0] / size;
        if (parts == 1) {
            return first;
        }
        long[] dims = new long[value.dims().length + 1];
        System.arraycopy(value.dims(), 1, dims, 2, dims.length - 2);
        dims[0] = outermost ? size : parts;
        dims[1] = outermost ? parts : size;
        return outermost ? first.shaped(dims) : first.shaped(dims).moved(1, 0);
    }

    /** The value with the first samples only. */
    Values cut(Values value, int count) {
        Values few = inFront(value).slice(0, count);
        boolean parted = few.dims().length > value.dims().length;
        if (!parted) {
            return few.moved(0, index);
        }
        long[] dims = Arrays.copyOfRange(few.dims(), 1, few.dims().length);
        dims[0] *= count;
        return (outermost ? few : few.moved(0, 1)).shaped(dims);
    }
}
