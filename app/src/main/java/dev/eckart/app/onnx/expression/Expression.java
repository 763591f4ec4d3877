package dev.eckart.app.onnx.expression;

import dev.eckart.app.onnx.model.Attributes;
import dev.eckart.app.onnx.proto.AttributeProto;
import dev.eckart.app.onnx.tensor.DataType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * A value of a graph, and what can be made of it: each method adds a node and is the value that the node makes. Elementwise
 * methods broadcast as ONNX does.
 *
 * @param graph where its nodes go
 * @param name what the value is called there
 * @param type type of its elements
 * @param dims sizes of its axes, all known
 */
public record Expression(ExtendedGraph graph, String name, DataType type, List<Long> dims) {
    /**
     * How many elements it has.
     *
     * @return the product of the sizes
     */
    public long elements() {
        return dims.stream().reduce(1L, (a, b) -> a * b);
    }

    /**
     * How many axes it has.
     *
     * @return 0 of a scalar
     */
    public int rank() {
        return dims.size();
    }

    /**
     * A number of its type.
     *
     * @param number the number
     * @return a scalar
     */
    public Expression number(double number) {
        return graph.constant(type, List.of(), number);
    }

    /**
     * A value of the same sizes and type.
     *
     * @param number what all elements are
     * @return so many equal elements
     */
    public Expression filled(double number) {
        return number(number).expanded(dims);
    }

    /** Sum, element by element. */
    public Expression plus(Expression other) {
        return elementwise("Add", other, type);
    }

    /** Difference, element by element. */
    public Expression minus(Expression other) {
        return elementwise("Sub", other, type);
    }

    /** Product, element by element. */
    public Expression times(Expression other) {
        return elementwise("Mul", other, type);
    }

    /** Quotient, element by element. */
    public Expression over(Expression other) {
        return elementwise("Div", other, type);
    }

    /** Power, element by element. */
    public Expression power(Expression exponent) {
        return elementwise("Pow", exponent, type);
    }

    /** Sum with a number. */
    public Expression plus(double number) {
        return plus(number(number));
    }

    /** Product with a number. */
    public Expression times(double number) {
        return number == 1 ? this : times(number(number));
    }

    /** A number less this. */
    public Expression from(double number) {
        return number(number).minus(this);
    }

    /** The square, element by element. */
    public Expression squared() {
        return times(this);
    }

    /** Where this is larger: booleans. */
    public Expression above(Expression other) {
        return elementwise("Greater", other, DataType.BOOL);
    }

    /** Where this is smaller: booleans. */
    public Expression below(Expression other) {
        return elementwise("Less", other, DataType.BOOL);
    }

    /** Where booleans are true, else zeros: as a product, which ONNX Runtime does faster than {@code Where}. */
    public Expression kept(Expression booleans) {
        return times(booleans.cast(type));
    }

    /** -1, 0 or 1; ONNX's own operator is of opset 9, and slower. */
    public Expression sign() {
        Expression zero = number(0);
        return above(zero).cast(type).minus(below(zero).cast(type));
    }

    /** Ones instead of zeros: what can be divided by. */
    public Expression orOne() {
        return plus(cast(DataType.BOOL).not().cast(type));
    }

    /** Of booleans, the others. */
    public Expression not() {
        return mapped("Not");
    }

    /** Of booleans, where both are true. */
    public Expression and(Expression other) {
        return elementwise("And", other, DataType.BOOL);
    }

    /** Where both are equal: booleans. */
    public Expression same(Expression other) {
        return elementwise("Equal", other, DataType.BOOL);
    }

    /** Of booleans, one of two values each, which broadcast too. */
    public Expression choose(Expression then, Expression otherwise) {
        List<Long> sizes = Broadcast.of(dims, Broadcast.of(then.dims, otherwise.dims));
        return graph.node("Where", List.of(this, then, otherwise), then.type, sizes);
    }

    /** An operator of one operand that keeps sizes and type, such as {@code Exp}. */
    public Expression mapped(String operator, AttributeProto... attributes) {
        return graph.node(operator, List.of(this), type, dims, attributes);
    }

    /** The same numbers in another type; booleans become 0 and 1. */
    public Expression cast(DataType to) {
        return to == type ? this : graph.node("Cast", List.of(this), to, dims, Attributes.ofInteger("to", to.code()));
    }

    private Expression elementwise(String operator, Expression other, DataType result) {
        return graph.node(operator, List.of(this, other), result, Broadcast.of(dims, other.dims));
    }

    /**
     * The product of the last two axes; those before broadcast. Both have at least two axes.
     *
     * @param other the right operand
     * @return ... x rows x columns
     */
    public Expression matMul(Expression other) {
        int left = rank() - 2;
        int right = other.rank() - 2;
        List<Long> sizes = new ArrayList<>(Broadcast.of(dims.subList(0, left), other.dims.subList(0, right)));
        sizes.add(dims.get(left));
        sizes.add(other.dims.get(right + 1));
        return graph.node("MatMul", List.of(this, other), type, sizes);
    }

    /** The last two axes in turned order. */
    public Expression turned() {
        List<Long> order = new ArrayList<>(LongStream.range(0, rank()).boxed().toList());
        order.set(rank() - 2, (long) rank() - 1);
        order.set(rank() - 1, (long) rank() - 2);
        return transposed(order);
    }

    /**
     * The axes in another order.
     *
     * @param order for each axis of the result, which one of this it is
     * @return the same elements; this itself if the order is the one they have
     */
    public Expression transposed(List<Long> order) {
        if (order.equals(LongStream.range(0, rank()).boxed().toList())) {
            return this;
        }
        List<Long> sizes = order.stream().map(axis -> dims.get(axis.intValue())).toList();
        return graph.node("Transpose", List.of(this), type, sizes, Attributes.ofIntegers("perm", order));
    }

    /**
     * The axes back from another order.
     *
     * @param order what {@link #transposed} was given
     * @return the same elements
     */
    public Expression transposedBack(List<Long> order) {
        return transposed(LongStream.range(0, rank())
                .map(axis -> order.indexOf(axis))
                .boxed()
                .toList());
    }

    /**
     * The same elements under other sizes.
     *
     * @param sizes of the axes, all known, of the same product
     * @return the same elements, row by row
     */
    public Expression reshaped(List<Long> sizes) {
        return sizes.equals(dims) ? this : graph.node("Reshape", List.of(this, graph.integers(sizes)), type, sizes);
    }

    /** As {@link #reshaped(List)}. */
    public Expression reshaped(long... sizes) {
        return reshaped(LongStream.of(sizes).boxed().toList());
    }

    /**
     * Repeated along axes of size 1, and along new ones in front.
     *
     * @param sizes of the axes of the result
     * @return such as these sizes
     */
    public Expression expanded(List<Long> sizes) {
        if (sizes.equals(dims)) {
            return this;
        }
        return graph.opset() < 8
                ? tiled(sizes)
                : graph.node("Expand", List.of(this, graph.integers(sizes)), type, sizes);
    }

    private Expression tiled(List<Long> sizes) {
        List<Long> own = new ArrayList<>(Collections.nCopies(sizes.size() - rank(), 1L));
        own.addAll(dims);
        List<Long> times = IntStream.range(0, sizes.size())
                .mapToObj(axis -> sizes.get(axis) / own.get(axis))
                .toList();
        return graph.node("Tile", List.of(reshaped(own), graph.integers(times)), type, sizes);
    }

    /**
     * Summed along axes, which keep the size 1.
     *
     * @param axes indices of axes, from 0; none leaves all as it is
     * @return the sums
     */
    public Expression sum(List<Integer> axes) {
        return reduced("ReduceSum", axes);
    }

    /** The mean along axes, which keep the size 1. */
    public Expression mean(List<Integer> axes) {
        return reduced("ReduceMean", axes);
    }

    /** The sum of all elements: a scalar. */
    public Expression sum() {
        return sum(IntStream.range(0, rank()).boxed().toList()).reshaped(List.of());
    }

    /** As {@link #sum(List)}, by another operator that does not change what it is given no axes of. */
    public Expression reduced(String operator, List<Integer> axes) {
        if (axes.isEmpty()) {
            return this;
        }
        List<Long> sizes = new ArrayList<>(dims);
        axes.forEach(axis -> sizes.set(axis, 1L));
        List<Long> indices = axes.stream().map(Integer::longValue).toList();
        return graph.opset() < (operator.equals("ReduceSum") ? 13 : 18)
                ? graph.node(operator, List.of(this), type, sizes, Attributes.ofIntegers("axes", indices))
                : graph.node(operator, List.of(this, graph.integers(indices)), type, sizes);
    }
}
