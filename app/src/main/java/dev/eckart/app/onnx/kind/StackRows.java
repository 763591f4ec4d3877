package dev.eckart.app.onnx.kind;

import dev.eckart.app.onnx.constant.ConstantValue;
import dev.eckart.app.onnx.layer.Rows;
import dev.eckart.app.onnx.runtime.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The rows that one matrix of a stack takes or makes, the axes in front broadcast as MatMul does.
 *
 * @param values what goes into the product, or comes out of it
 * @param matrices indices of the matrices of {@code values} that belong to the block
 */
record StackRows(Values values, int[] matrices) implements Rows {
    /** Of what goes in, or comes out, the part of each block. */
    static List<Rows> of(Values values, List<Long> stack, int blocks) {
        return blocks == 1
                ? List.of(new ProductRows(values, false))
                : IntStream.range(0, blocks)
                        .<Rows>mapToObj(block -> part(values, stack, block))
                        .toList();
    }

    /** The same numbers with the matrices of a stack in front, and all rows of one along a single axis. */
    static Values arranged(Values values, List<Long> stack, int width) {
        int rows = values.numbers().length / (int) ConstantValue.elements(stack) / width;
        long[] dims = LongStream.concat(stack.stream().mapToLong(Long::longValue), LongStream.of(rows, width))
                .toArray();
        return new Values(dims, values.numbers());
    }

    private static StackRows part(Values values, List<Long> stack, int block) {
        int axes = Math.max(stack.size(), values.dims().length - 2);
        long[] lead = new long[axes];
        long all = 1;
        for (int i = 0; i < axes; i++) {
            lead[i] = Math.max(axis(values, axes, i), axis(stack, axes, i));
            all *= lead[i];
        }
        List<Integer> matrices = new ArrayList<>();
        for (long at = 0; at < all; at++) {
            long rest = at;
            long inValues = 0;
            long inStack = 0;
            long valuesStride = 1;
            long stackStride = 1;
            for (int i = axes - 1; i >= 0; i--) {
                long index = rest % lead[i];
                rest /= lead[i];
                inValues += axis(values, axes, i) == 1 ? 0 : index * valuesStride;
                inStack += axis(stack, axes, i) == 1 ? 0 : index * stackStride;
                valuesStride *= axis(values, axes, i);
                stackStride *= axis(stack, axes, i);
            }
            if (inStack == block) {
                matrices.add((int) inValues);
            }
        }
        return new StackRows(
                values, matrices.stream().mapToInt(Integer::intValue).toArray());
    }

    private static long axis(Values values, int axes, int i) {
        int at = i - (axes - (values.dims().length - 2));
        return at < 0 ? 1 : values.dims()[at];
    }

    private static long axis(List<Long> stack, int axes, int i) {
        int at = i - (axes - stack.size());
        return at < 0 ? 1 : stack.get(at);
    }

    private int each() {
        return values.axis(2);
    }

    @Override
    public int count() {
        return matrices.length * each();
    }

    @Override
    public int width() {
        return values.axis(1);
    }

    @Override
    public void read(int row, double[] into, int at) {
        int from = (matrices[row / each()] * each() + row % each()) * width();
        System.arraycopy(values.numbers(), from, into, at, width());
    }
}
