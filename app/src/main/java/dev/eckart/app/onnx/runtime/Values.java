package dev.eckart.app.onnx.runtime;

import java.util.Arrays;

/**
 * A value that goes into a model or comes out of it.
 *
 * @param dims sizes of its axes
 * @param numbers its elements in float64, row by row, whatever type the model has them in
 */
public record Values(long[] dims, double[] numbers) {
    /**
     * Checks that the sizes and the elements agree.
     *
     * @param dims sizes of its axes
     * @param numbers used, not copied
     * @throws IllegalArgumentException if they do not
     */
    public Values {
        if (Arrays.stream(dims).reduce(1, Math::multiplyExact) != numbers.length) {
            throw new IllegalArgumentException(numbers.length + " numbers are not " + Arrays.toString(dims));
        }
    }

    /**
     * Some of the first axis.
     *
     * @param from first
     * @param to the one after the last
     * @return a copy of that part
     */
    public Values slice(int from, int to) {
        int each = numbers.length / (int) dims[0];
        long[] part = dims.clone();
        part[0] = to - from;
        return new Values(part, Arrays.copyOfRange(numbers, from * each, to * each));
    }

    /**
     * More of the first axis.
     *
     * @param count how many there shall be along it, at least as many as there are
     * @return this if there are as many, else copies of the last one behind the others
     */
    public Values filled(int count) {
        if (dims[0] == count) {
            return this;
        }
        int each = numbers.length / (int) dims[0];
        long[] more = dims.clone();
        more[0] = count;
        double[] all = Arrays.copyOf(numbers, count * each);
        for (int i = numbers.length; i < all.length; i++) {
            all[i] = all[i - each];
        }
        return new Values(more, all);
    }

    /**
     * Size of an axis.
     *
     * @param fromLast 1 for the last axis, 2 for the one before
     * @return its size, 1 if there is no such axis
     */
    public int axis(int fromLast) {
        return fromLast > dims.length ? 1 : (int) dims[dims.length - fromLast];
    }
}
