package dev.eckart.app.onnx.gradient.operator;

import dev.eckart.app.onnx.expression.Expression;
import java.util.List;

/**
 * A value that was brought to mean 0 and variance 1, or without the mean to mean square 1, along axes.
 *
 * @param centred the value less its mean, or the value itself
 * @param inverse one by the deviation
 * @param axes indices of the axes
 * @param centres whether the mean was subtracted
 */
record Standardized(Expression centred, Expression inverse, List<Integer> axes, boolean centres) {
    static Standardized of(Expression value, List<Integer> axes, double epsilon) {
        return scaled(value.minus(value.mean(axes)), axes, epsilon, true);
    }

    /** Without subtracting the mean. */
    static Standardized scaled(Expression value, List<Integer> axes, double epsilon) {
        return scaled(value, axes, epsilon, false);
    }

    private static Standardized scaled(Expression value, List<Integer> axes, double epsilon, boolean centres) {
        return new Standardized(value, inverseRoot(value.squared().mean(axes), epsilon), axes, centres);
    }

    /** One by the deviation of a variance. */
    static Expression inverseRoot(Expression variance, double epsilon) {
        return variance.plus(epsilon).mapped("Sqrt").mapped("Reciprocal");
    }

    Expression value() {
        return centred.times(inverse);
    }

    /** From the gradient of what was made to that of what it was made of. */
    Expression back(Expression gradient) {
        Expression slope = gradient.times(centred).mean(axes).times(inverse.squared());
        Expression rest = gradient.minus(centred.times(slope));
        return (centres ? rest.minus(gradient.mean(axes)) : rest).times(inverse);
    }
}
