package dev.eckart.app.onnx.gradient.operator;

import dev.eckart.app.onnx.expression.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A matrix along one axis: each element that is made is a sum of elements that are given.
 *
 * @param axis index of the axis
 * @param weights of what is given (columns) in what is made (rows)
 */
record AxisMap(int axis, double[]... weights) {
    /** The gradient of what is given: a product with the matrix turned. */
    Expression gradient(Expression made) {
        if (isIdentity()) {
            return made;
        }
        long columns = weights[0].length;
        List<Long> sizes = new ArrayList<>(made.dims());
        sizes.set(axis, columns);
        long before = product(made.dims().subList(0, axis));
        long behind = product(made.dims().subList(axis + 1, made.rank()));
        Expression product = behind == 1
                ? made.reshaped(before, weights.length).matMul(matrix(made, columns))
                : matrix(made, columns).turned().matMul(made.reshaped(before, weights.length, behind));
        return product.reshaped(sizes);
    }

    private Expression matrix(Expression like, long columns) {
        double[] all = Stream.of(weights).flatMapToDouble(DoubleStream::of).toArray();
        return like.graph().constant(like.type(), List.of((long) weights.length, columns), all);
    }

    private boolean isIdentity() {
        return weights.length == weights[0].length
                && IntStream.range(0, weights.length)
                        .allMatch(row -> IntStream.range(0, weights.length)
                                .allMatch(column -> weights[row][column] == (row == column ? 1 : 0)));
    }

    private static long product(List<Long> sizes) {
        return sizes.stream().reduce(1L, (a, b) -> a * b);
    }
}
