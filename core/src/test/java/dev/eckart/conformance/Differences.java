package dev.eckart.conformance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.tensor.Tensor;
import java.util.function.DoubleSupplier;

/**
 * The derivatives of a number by the elements of a tensor, by central differences.
 *
 * <p>With steps of {@code h = cbrt(u) x max(1, |x|)} the error of the formula, h<sup>2</sup>, and that of rounding,
 * u / h, are both of the order of u<sup>2/3</sup> (Press et al., Numerical Recipes, 5.7). Where steps of h and of h / 2
 * disagree, the function has a kink, such as that of a rectifier, and no derivative: such elements are left out.
 *
 * @param x what the number depends on; changed and restored, element by element
 * @param value computes the number
 */
record Differences(Tensor x, DoubleSupplier value) {
    /** Fails unless the gradient is the derivative; the norm is that of what the number is summed from. */
    void check(String rule, String what, Tensor gradient, int size, double norm) {
        double step = Math.cbrt(x.precision().unitRoundoff());
        Tolerance tolerance = new Tolerance(size, step * step, norm);
        double error = 0;
        int smooth = 0;
        for (int row = 0; row < x.rows(); row++) {
            for (int column = 0; column < x.columns(); column++) {
                double h = step * Math.max(1, Math.abs(x.get(row, column)));
                double derivative = quotient(row, column, h / 2);
                if (Math.abs(derivative - quotient(row, column, h)) <= tolerance.bound()) {
                    smooth++;
                    error = Math.max(error, Math.abs(derivative - gradient.get(row, column)));
                }
            }
        }
        boolean enough = 2 * smooth >= x.size();
        String kinks =
                rule + ": " + what + ": only at " + smooth + " of " + x.size() + " elements is there a derivative";
        assertTrue(enough, kinks);
        tolerance.check(rule, what + ", against central differences", error);
    }

    private double quotient(int row, int column, double h) {
        double at = x.get(row, column);
        x.set(row, column, at + h);
        double right = x.get(row, column);
        double above = value.getAsDouble();
        x.set(row, column, at - h);
        double left = x.get(row, column);
        double below = value.getAsDouble();
        x.set(row, column, at);
        return (above - below) / (right - left);
    }
}
