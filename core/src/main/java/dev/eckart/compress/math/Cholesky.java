package dev.eckart.compress.math;

import dev.eckart.spi.backend.Backend;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;

/**
 * The Cholesky factor L of {@code L L' = A + ridge I}, of a symmetric matrix A without negative eigenvalues, and the systems
 * that it solves.
 *
 * <p>The factor of A's first rows and columns is the first rows and columns of L, so one factor serves systems of every
 * size that are nested in each other. Higham, "Accuracy and Stability of Numerical Algorithms", chapter 10.
 *
 * @param triangle L, n x n, zero above the diagonal
 */
public record Cholesky(Tensor triangle) {
    private static final int SLACK = 32;

    /**
     * Factors a matrix.
     *
     * @param a A, symmetric, n x n, left unchanged
     * @param ridge what is added to the diagonal, above 0; no pivot falls below it
     * @return the factor
     */
    public static Cholesky of(Tensor a, double ridge) {
        int n = a.rows();
        double[] l = factor(Tensors.copy(a, Precision.FLOAT64).doublesToWrite(), n, ridge);
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                l[i * n + j] = 0;
            }
        }
        return new Cholesky(Tensors.wrap(n, n, l));
    }

    /**
     * Factors a large matrix with a backend's products: columns are factored a block at a time.
     *
     * @param backend multiplies, in float64
     * @param a A, symmetric, n x n, left unchanged
     * @param ridge what is added to the diagonal, above 0; no pivot falls below it
     * @return the factor, that of {@link #of(Tensor, double)} but for rounding
     */
    public static Cholesky of(Backend backend, Tensor a, double ridge) {
        return a.rows() <= BlockedCholesky.BLOCK ? of(a, ridge) : BlockedCholesky.of(backend, a, ridge);
    }

    /**
     * A ridge for a matrix that may be singular: the mean eigenvalue times the root of the unit roundoff, which balances what
     * the ridge changes of a solution with what rounding does.
     *
     * @param a A, symmetric, n x n, without negative eigenvalues
     * @return what to add to its diagonal, above 0
     */
    public static double ridge(Tensor a) {
        double trace = Float64.trace(a);
        return trace > 0 ? Math.sqrt(Precision.FLOAT64.unitRoundoff()) * trace / a.rows() : 1;
    }

    /**
     * Solves {@code A X = B}. The ridge is what rounding may make of a zero eigenvalue, 32 x n x unit roundoff x trace, so
     * that a singular A has a solution too.
     *
     * @param a A, symmetric, n x n, without negative eigenvalues
     * @param b right-hand sides, n x c
     * @return X, n x c
     */
    public static Tensor solve(Tensor a, Tensor b) {
        double ridge = SLACK * a.rows() * Precision.FLOAT64.unitRoundoff() * Float64.trace(a);
        Cholesky factor = of(a, ridge == 0 ? 1 : ridge);
        return factor.back(factor.forward(b));
    }

    /**
     * Forward substitution, with the leading part of L.
     *
     * @param b right-hand sides, k x c with k at most n
     * @return {@code L^-1 B}, with the first k rows and columns of L
     */
    public Tensor forward(Tensor b) {
        Tensor solution = Tensors.copy(b, Precision.FLOAT64);
        double[] x = solution.doublesToWrite();
        double[] l = triangle.doubles();
        int n = triangle.rows();
        for (int i = 0; i < b.rows(); i++) {
            for (int k = 0; k < i; k++) {
                subtract(x, i, k, l[i * n + k], b.columns());
            }
            divide(x, i, l[i * n + i], b.columns());
        }
        return solution;
    }

    /**
     * Back substitution, with the leading part of L.
     *
     * @param y right-hand sides, k x c with k at most n
     * @return {@code L'^-1 Y}, with the first k rows and columns of L
     */
    public Tensor back(Tensor y) {
        Tensor solution = Tensors.copy(y, Precision.FLOAT64);
        double[] x = solution.doublesToWrite();
        double[] l = triangle.doubles();
        int n = triangle.rows();
        for (int i = y.rows() - 1; i >= 0; i--) {
            for (int k = i + 1; k < y.rows(); k++) {
                subtract(x, i, k, l[k * n + i], y.columns());
            }
            divide(x, i, l[i * n + i], y.columns());
        }
        return solution;
    }

    /** The lower triangle, in place. */
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
