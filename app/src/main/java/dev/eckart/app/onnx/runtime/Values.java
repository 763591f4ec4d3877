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
     * Size of an axis.
     *
     * @param fromLast 1 for the last axis, 2 for the one before
     * @return its size, 1 if there is no such axis
     */
    public int axis(int fromLast) {
        return fromLast > dims.length ? 1 : (int) dims[dims.length - fromLast];
    }
}
