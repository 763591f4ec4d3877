package dev.eckart.app.onnx.layer;

import dev.eckart.app.onnx.layer.Change.Reordered;
import dev.eckart.app.onnx.layer.Change.Repeated;
import dev.eckart.app.onnx.layer.Change.Reshaped;
import dev.eckart.app.onnx.layer.Change.Scaled;
import dev.eckart.app.onnx.model.AxisOrder;
import dev.eckart.app.onnx.model.DataType;
import dev.eckart.app.onnx.model.TensorValues;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A value that is the same in every run: a stored tensor and what operators make of it. Sizes and type are known; the
 * numbers are read when they are asked for, and not kept. Two are equal if they are made of the same tensor in the same way,
 * for which nothing is read.
 *
 * @param stored the tensor
 * @param changes what is made of it, in order; those that undo each other are left out
 */
record Constant(StoredTensor stored, List<Change> changes) {
    /** The most numbers that can be read at once. */
    private static final int MOST = Integer.MAX_VALUE - 8;

    /** A tensor as it is. */
    static Constant of(StoredTensor stored) {
        return new Constant(stored, List.of());
    }

    List<Long> dims() {
        List<Long> dims = stored.dims();
        for (Change change : changes) {
            dims = change.dims(dims);
        }
        return dims;
    }

    DataType type() {
        DataType type = stored.type();
        for (Change change : changes) {
            type = change.type(type);
        }
        return type;
    }

    static long elements(List<Long> dims) {
        return dims.stream().reduce(1L, (a, b) -> a * b);
    }

    long elements() {
        return elements(dims());
    }

    /** Whether it has real numbers, as many as can be read, and no axis without any. */
    boolean isReadable() {
        return type().isReal() && !dims().contains(0L) && elements() <= MOST;
    }

    /** With a change behind the others. */
    Constant with(Change change) {
        List<Change> all = new ArrayList<>(changes);
        all.add(change);
        return new Constant(stored, all);
    }

    Constant reordered(AxisOrder order) {
        if (last() instanceof Reordered before) {
            return withoutLast()
                    .reordered(new AxisOrder(order.axes().stream()
                            .map(axis -> before.order().axes().get(axis.intValue()))
                            .toList()));
        }
        return order.equals(AxisOrder.same(dims().size())) ? this : with(new Reordered(order));
    }

    Constant reshaped(List<Long> sizes) {
        if (last() instanceof Reshaped) {
            return withoutLast().reshaped(sizes);
        }
        return sizes.equals(dims()) ? this : with(new Reshaped(sizes));
    }

    Constant scaled(double factor) {
        return factor == 1 ? this : with(new Scaled(factor));
    }

    /** Of one number, so many. */
    Constant repeated(List<Long> sizes) {
        return elements(sizes) == 1 ? reshaped(sizes) : with(new Repeated(sizes));
    }

    private Object last() {
        return changes.isEmpty() ? stored : changes.get(changes.size() - 1);
    }

    private Constant withoutLast() {
        return new Constant(stored, changes.subList(0, changes.size() - 1));
    }

    /** Reads the numbers. */
    TensorValues read() {
        TensorValues values = stored.read();
        for (Change change : changes) {
            values = change.of(values);
        }
        return values;
    }

    /** Reads a constant of two axes. */
    Tensor matrix() {
        TensorValues values = read();
        return Tensors.wrap(
                values.dims().get(0).intValue(), values.dims().get(1).intValue(), values.values());
    }

    /** Sizes as whole numbers say them. */
    List<Long> whole() {
        double[] numbers = read().values();
        return IntStream.range(0, numbers.length)
                .mapToObj(i -> (long) numbers[i])
                .toList();
    }
}
