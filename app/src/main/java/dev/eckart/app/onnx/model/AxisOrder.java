package dev.eckart.app.onnx.model;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Puts the axes of arrays into another order, as Transpose does.
 *
 * @param axes which axis of the array becomes the first, the second and so on
 */
public record AxisOrder(List<Long> axes) {
    /**
     * The order that changes nothing.
     *
     * @param count how many axes there are
     * @return an order
     */
    public static AxisOrder same(int count) {
        return new AxisOrder(IntStream.range(0, count).mapToObj(i -> (long) i).toList());
    }

    /**
     * The order from the last axis to the first.
     *
     * @param count how many axes there are
     * @return an order
     */
    public static AxisOrder reversed(int count) {
        return new AxisOrder(
                IntStream.range(0, count).mapToObj(i -> (long) count - 1 - i).toList());
    }

    /**
     * Whether arrays have such an order.
     *
     * @param count how many axes they have
     * @return true if each of them is named once
     */
    public boolean isOf(int count) {
        return axes.stream()
                .sorted()
                .toList()
                .equals(IntStream.range(0, count).mapToObj(i -> (long) i).toList());
    }

    /**
     * Sizes in this order.
     *
     * @param sizes those of the array
     * @return those of what becomes of it
     */
    public List<Long> sizes(List<Long> sizes) {
        return axes.stream().map(axis -> sizes.get(axis.intValue())).toList();
    }

    /**
     * Elements in this order.
     *
     * @param sizes those of the array
     * @param from its elements, row by row
     * @return the elements of what becomes of it; the same array if the order changes nothing
     */
    public double[] elements(List<Long> sizes, double[] from) {
        if (equals(same(sizes.size()))) {
            return from;
        }
        List<Long> dims = sizes(sizes);
        long[] strides = strides(sizes);
        int last = dims.size() - 1;
        int row = dims.get(last).intValue();
        int step = (int) strides[axes.get(last).intValue()];
        double[] to = new double[from.length];
        int[] at = new int[last];
        for (int i = 0; i < to.length; i += row) {
            int source = 0;
            for (int axis = 0; axis < last; axis++) {
                source += at[axis] * (int) strides[axes.get(axis).intValue()];
            }
            for (int j = 0; j < row; j++) {
                to[i + j] = from[source + j * step];
            }
            for (int axis = last - 1; axis >= 0 && ++at[axis] == dims.get(axis); axis--) {
                at[axis] = 0;
            }
        }
        return to;
    }

    private static long[] strides(List<Long> sizes) {
        long[] strides = new long[sizes.size()];
        long stride = 1;
        for (int axis = strides.length - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= sizes.get(axis);
        }
        return strides;
    }
}
