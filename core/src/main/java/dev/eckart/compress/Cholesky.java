package dev.eckart.compress;

import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;

/**
 * Solves linear systems of a symmetric matrix without negative eigenvalues.
 *
 * <p>What rounding may make of a zero eigenvalue is lifted above zero first: size x unit roundoff x trace, with a slack
 * (Higham, "Accuracy and Stability of Numerical Algorithms", 10.1). Directions that are not seen get solutions of no
 * consequence instead of none.
 */
final class Cholesky {
    private static final int SLACK = 32;

    private Cholesky() {}

    /** {@code X} of {@code A X = B}, the ridge added to A. */
    static Tensor solve(Tensor a, Tensor b) {
        int n = a.rows();
        double ridge = SLACK * n * Precision.FLOAT64.unitRoundoff() * Float64.trace(a);
        double[] l = factor(Tensors.copy(a, Precision.FLOAT64).doublesToWrite(), n, ridge == 0 ? 1 : ridge);
        Tensor solution = Tensors.copy(b, Precision.FLOAT64);
        double[] x = solution.doublesToWrite();
        int columns = b.columns();
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < i; k++) {
                subtract(x, i, k, l[i * n + k], columns);
            }
            divide(x, i, l[i * n + i], columns);
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int k = i + 1; k < n; k++) {
                subtract(x, i, k, l[k * n + i], columns);
            }
            divide(x, i, l[i * n + i], columns);
        }
        return solution;
    }

    /** The lower triangle L of {@code L L' = A + ridge I}, in place. */
    private static double[] factor(double[] a, int n, double ridge) {
        for (int i = 0; i < n; i++) {
            a[i * n + i] += ridge;
            for (int j = 0; j <= i; j++) {
                double sum = a[i * n + j];
                for (int k = 0; k < j; k++) {
                    sum -= a[i * n + k] * a[j * n + k];
                }
                a[i * n + j] = i == j ? Math.sqrt(Math.max(sum, ridge)) : sum / a[j * n + j];
            }
        }
        return a;
    }

    private static void subtract(double[] x, int to, int from, double factor, int columns) {
        for (int j = 0; j < columns; j++) {
            x[to * columns + j] -= factor * x[from * columns + j];
        }
    }

    private static void divide(double[] x, int row, double by, int columns) {
        for (int j = 0; j < columns; j++) {
            x[row * columns + j] /= by;
        }
    }
}
