package dev.eckart.app.onnx.constant;

import dev.eckart.app.onnx.constant.Change.Reordered;
import dev.eckart.app.onnx.constant.Change.Repeated;
import dev.eckart.app.onnx.constant.Change.Reshaped;
import dev.eckart.app.onnx.constant.Change.Scaled;
import dev.eckart.app.onnx.model.AxisOrder;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.tensor.TensorValues;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A value that is the same in every run: a stored tensor and what operators make of it. Sizes and type are known; the
 * numbers are read when they are asked for, and not kept. Two are equal if they are made of the same tensor in the same way,
 * for which nothing is read.
 *
 * @param stored the tensor
 * @param changes what is made of it, in order; those that undo each other are left out
 */
public record ConstantValue(StoredTensor stored, List<Change> changes) {
    /** The most numbers that can be read at once. */
    private static final int MOST = Integer.MAX_VALUE - 8;

    /** A tensor as it is. */
    static ConstantValue of(StoredTensor stored) {
        return new ConstantValue(stored, List.of());
    }

    /**
     * Sizes of its axes.
     *
     * @return one an axis
     */
    public List<Long> dims() {
        List<Long> dims = stored.dims();
        for (Change change : changes) {
            dims = change.dims(dims);
        }
        return dims;
    }

    /**
     * Type of its elements.
     *
     * @return that which the model computes with
     */
    public DataType type() {
        DataType type = stored.type();
        for (Change change : changes) {
            type = change.type(type);
        }
        return type;
    }

    /**
     * Elements of a tensor.
     *
     * @param dims sizes of its axes
     * @return their product
     */
    public static long elements(List<Long> dims) {
        return dims.stream().reduce(1L, (a, b) -> a * b);
    }

    /**
     * How many elements it has.
     *
     * @return the product of its sizes
     */
    public long elements() {
        return elements(dims());
    }

    /**
     * Whether it can be the weights of a layer.
     *
     * @return true of real numbers, as many as can be read at once, with no axis of size 0
     */
    public boolean isReadable() {
        return type().isReal() && !dims().contains(0L) && elements() <= MOST;
    }

    /**
     * The tensors that it is made of.
     *
     * @return the stored one, and what changes take besides
     */
    public Stream<StoredTensor> tensors() {
        return Stream.concat(Stream.of(stored), changes.stream().flatMap(Change::tensors));
    }

    /** With a change behind the others. */
    ConstantValue with(Change change) {
        List<Change> all = new ArrayList<>(changes);
        all.add(change);
        return new ConstantValue(stored, all);
    }

    /**
     * Its axes in another order.
     *
     * @param order an order of as many axes
     * @return another constant
     */
    public ConstantValue reordered(AxisOrder order) {
        if (last() instanceof Reordered before) {
            return withoutLast()
                    .reordered(new AxisOrder(order.axes().stream()
                            .map(axis -> before.order().axes().get(axis.intValue()))
                            .toList()));
        }
        return order.equals(AxisOrder.same(dims().size())) ? this : with(new Reordered(order));
    }

    /**
     * The same elements, row by row, with other axes.
     *
     * @param sizes of as many elements
     * @return another constant
     */
    public ConstantValue reshaped(List<Long> sizes) {
        if (last() instanceof Reshaped) {
            return withoutLast().reshaped(sizes);
        }
        return sizes.equals(dims()) ? this : with(new Reshaped(sizes));
    }

    /**
     * Each number times a factor.
     *
     * @param factor the factor
     * @return another constant
     */
    public ConstantValue scaled(double factor) {
        return factor == 1 ? this : with(new Scaled(factor));
    }

    /**
     * Of a constant with one element, many.
     *
     * @param sizes of the axes along which the element is repeated
     * @return another constant
     */
    public ConstantValue repeated(List<Long> sizes) {
        return elements(sizes) == 1 ? reshaped(sizes) : with(new Repeated(sizes));
    }

    private Object last() {
        return changes.isEmpty() ? stored : changes.get(changes.size() - 1);
    }

    private ConstantValue withoutLast() {
        return new ConstantValue(stored, changes.subList(0, changes.size() - 1));
    }

    /**
     * Reads the numbers, anew each time.
     *
     * @return them in float64
     * @throws dev.eckart.app.onnx.tensor.OnnxException if they cannot be read; its message names the file
     */
    public TensorValues read() {
        TensorValues values = stored.read();
        for (Change change : changes) {
            values = change.of(values);
        }
        return values;
    }

    /**
     * Reads a constant of two axes, anew each time.
     *
     * @return its numbers in float64
     * @throws dev.eckart.app.onnx.tensor.OnnxException if they cannot be read; its message names the file
     */
    public Tensor matrix() {
        TensorValues values = read();
        return Tensors.wrap(
                values.dims().get(0).intValue(), values.dims().get(1).intValue(), values.values());
    }

    /**
     * Reads sizes, anew each time.
     *
     * @return what whole numbers say
     * @throws dev.eckart.app.onnx.tensor.OnnxException if they cannot be read; its message names the file
     */
    public List<Long> whole() {
        double[] numbers = read().values();
        return IntStream.range(0, numbers.length)
                .mapToObj(i -> (long) numbers[i])
                .toList();
    }
}
