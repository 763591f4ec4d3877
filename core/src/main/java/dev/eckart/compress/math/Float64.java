package dev.eckart.compress.math;

import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.backend.Eigen;
import dev.eckart.spi.backend.Transpose;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * Matrix algebra in float64, between decompositions. Shapes are the caller's care; results are float64 tensors.
 *
 * <p>Done by the backend where it multiplies in float64. A backend that multiplies in float32, as in training, would lose
 * too many digits, for covariances square the condition number: there plain loops do it, which are fast enough for the
 * layers of a network that was trained here.
 */
public final class Float64 {
    private Float64() {}

    /**
     * The product in plain loops, for matrices of which one is small. Zeros of A are skipped, even against NaN.
     *
     * @param a A, of either precision
     * @param b B, of either precision
     * @return {@code A B}
     */
    public static Tensor product(Tensor a, Tensor b) {
        int n = b.columns();
        double[] left = of(a).doubles();
        double[] right = of(b).doubles();
        double[] c = new double[a.rows() * n];
        double[] row = new double[n];
        for (int i = 0; i < a.rows(); i++) {
            Arrays.fill(row, 0);
            for (int k = 0; k < b.rows(); k++) {
                double factor = left[i * b.rows() + k];
                if (factor != 0) {
                    add(row, factor, right, k * n);
                }
            }
            System.arraycopy(row, 0, c, i * n, n);
        }
        return Tensors.wrap(a.rows(), n, c);
    }

    /** Into an array of its own, which the JIT compiler vectorises. */
    private static void add(double[] row, double factor, double[] from, int start) {
        for (int j = 0; j < row.length; j++) {
            row[j] += factor * from[start + j];
        }
    }

    /**
     * The product by a backend, if it multiplies in float64; otherwise in plain loops.
     *
     * @param backend multiplies, unless it works in float32
     * @param a A, of either precision
     * @param b B, of either precision
     * @return {@code A B}
     */
    public static Tensor product(Backend backend, Tensor a, Tensor b) {
        return product(backend, Transpose.NO, a, Transpose.NO, b);
    }

    /**
     * The product of operands that are transposed or not, by a backend if it multiplies in float64.
     *
     * @param backend multiplies, unless it works in float32
     * @param transposeA whether A is read transposed
     * @param a A, of either precision
     * @param transposeB whether B is read transposed
     * @param b B, of either precision
     * @return {@code op(A) op(B)}
     */
    public static Tensor product(Backend backend, Transpose transposeA, Tensor a, Transpose transposeB, Tensor b) {
        if (backend.precision() != Precision.FLOAT64) {
            return product(
                    transposeA == Transpose.YES ? Tensors.transpose(a) : a,
                    transposeB == Transpose.YES ? Tensors.transpose(b) : b);
        }
        Tensor product = Tensors.zeros(Precision.FLOAT64, transposeA.rows(a), transposeB.columns(b));
        backend.gemm(transposeA, of(a), transposeB, of(b), 1, 0, product);
        return product;
    }

    /**
     * The congruence {@code W' C W}: the covariance of {@code x W}, if C is that of x.
     *
     * @param backend multiplies, unless it works in float32
     * @param w W, m x n
     * @param c C, symmetric, m x m
     * @return {@code W' C W}, n x n, made symmetric to the last bit
     */
    public static Tensor sandwich(Backend backend, Tensor w, Tensor c) {
        return symmetric(product(backend, Transpose.YES, w, Transpose.NO, product(backend, c, w)));
    }

    /**
     * The symmetric part of a matrix that is symmetric but for rounding.
     *
     * @param square A, n x n, of either precision
     * @return {@code (A + A') / 2}, symmetric to the last bit
     */
    public static Tensor symmetric(Tensor square) {
        double[] a = of(square).doubles();
        int n = square.rows();
        double[] symmetric = new double[a.length];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                symmetric[i * n + j] = (a[i * n + j] + a[j * n + i]) / 2;
                symmetric[j * n + i] = symmetric[i * n + j];
            }
        }
        return Tensors.wrap(n, n, symmetric);
    }

    /**
     * The difference.
     *
     * @param a A, of either precision
     * @param b B, of A's shape
     * @return {@code A - B}
     */
    public static Tensor difference(Tensor a, Tensor b) {
        double[] left = of(a).doubles();
        double[] right = of(b).doubles();
        Tensor difference = Tensors.zeros(Precision.FLOAT64, a.rows(), a.columns());
        Tensors.fill(difference, i -> left[i] - right[i]);
        return difference;
    }

    /**
     * A function of a symmetric matrix, such as its square root.
     *
     * @param backend decomposes, and multiplies unless it works in float32
     * @param symmetric A, symmetric to the last bit, without negative eigenvalues but for rounding, which become 0
     * @param f is applied to each eigenvalue
     * @return {@code V f(diag(w)) V'} with A's eigenvalues w and eigenvectors V
     */
    public static Tensor function(Backend backend, Tensor symmetric, DoubleUnaryOperator f) {
        return function(backend, backend.eigen(symmetric), f);
    }

    /**
     * A function of a symmetric matrix that has been decomposed.
     *
     * @param backend multiplies unless it works in float32
     * @param eigen eigenvalues, not negative but for rounding, and all eigenvectors
     * @param f is applied to each eigenvalue
     * @return {@code V f(diag(w)) V'}
     */
    public static Tensor function(Backend backend, Eigen eigen, DoubleUnaryOperator f) {
        double[] values = Arrays.stream(eigen.values())
                .map(w -> f.applyAsDouble(Math.max(0, w)))
                .toArray();
        double[] vectors = eigen.vectors().doubles();
        Tensor scaled = Tensors.zeros(Precision.FLOAT64, eigen.vectors().rows(), values.length);
        Tensors.fill(scaled, i -> vectors[i] * values[i % values.length]);
        return product(backend, Transpose.NO, scaled, Transpose.YES, eigen.vectors());
    }

    /**
     * The trace.
     *
     * @param square a square matrix
     * @return sum of its diagonal
     */
    public static double trace(Tensor square) {
        double trace = 0;
        for (int i = 0; i < square.rows(); i++) {
            trace += square.get(i, i);
        }
        return trace;
    }

    /**
     * The identity matrix.
     *
     * @param size rows and columns, at least 1
     * @return a new matrix
     */
    public static Tensor identity(int size) {
        Tensor identity = Tensors.zeros(Precision.FLOAT64, size, size);
        for (int i = 0; i < size; i++) {
            identity.set(i, i, 1);
        }
        return identity;
    }

    /**
     * The matrix in float64.
     *
     * @param tensor any matrix
     * @return the matrix itself if it is in float64, or a copy
     */
    public static Tensor of(Tensor tensor) {
        return tensor.precision() == Precision.FLOAT64 ? tensor : Tensors.copy(tensor, Precision.FLOAT64);
    }
}
