package dev.eckart.registry;

import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;

/**
 * Makes columns orthonormal that nearly are: {@code Q <- Q (3 I - Q'Q) / 2}, which squares the distance in each step.
 *
 * <p>Björck and Bowie, "An iterative algorithm for computing the best estimate of an orthogonal matrix", SIAM Journal on
 * Numerical Analysis, 1971. Columns change by half of what they are off by.
 */
final class Polish {
    private Polish() {}

    /** One step, in plain float64 loops: it is rarely needed. */
    static Tensor step(Tensor q) {
        int n = q.columns();
        double[] elements = q.doubles();
        double[] gram = new double[n * n];
        for (int row = 0; row < elements.length; row += n) {
            for (int i = 0; i < n; i++) {
                add(gram, i * n, elements[row + i], elements, row, n);
            }
        }
        double[] polished = new double[elements.length];
        for (int row = 0; row < elements.length; row += n) {
            add(polished, row, 1.5, elements, row, n);
            for (int i = 0; i < n; i++) {
                add(polished, row, -0.5 * elements[row + i], gram, i * n, n);
            }
        }
        Tensor result = Tensors.zeros(Precision.FLOAT64, q.rows(), n);
        Tensors.fill(result, i -> polished[i]);
        return result;
    }

    private static void add(double[] to, int at, double factor, double[] from, int first, int count) {
        for (int j = 0; j < count; j++) {
            to[at + j] += factor * from[first + j];
        }
    }
}
