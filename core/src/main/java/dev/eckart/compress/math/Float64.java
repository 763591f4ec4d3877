package dev.eckart.compress.math;

import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.backend.Svd;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.function.DoubleUnaryOperator;

/**
 * Algebra of float64 matrices between decompositions.
 *
 * <p>A backend multiplies in the precision of the network, in which the square of a condition number is lost; these
 * products are few and small.
 */
public final class Float64 {
    private Float64() {}

    /**
     * The product.
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
        for (int i = 0; i < a.rows(); i++) {
            for (int k = 0; k < b.rows(); k++) {
                double factor = left[i * b.rows() + k];
                if (factor != 0) {
                    for (int j = 0; j < n; j++) {
                        c[i * n + j] += factor * right[k * n + j];
                    }
                }
            }
        }
        return Tensors.wrap(a.rows(), n, c);
    }

    /**
     * A symmetric matrix seen through another one.
     *
     * @param w W, m x n
     * @param c C, symmetric, m x m
     * @return {@code W' C W}, made exactly symmetric
     */
    public static Tensor sandwich(Tensor w, Tensor c) {
        Tensor product = product(Tensors.transpose(of(w)), product(c, w));
        Tensor symmetric = Tensors.zeros(Precision.FLOAT64, product.rows(), product.columns());
        int n = product.columns();
        Tensors.fill(symmetric, i -> (product.get(i / n, i % n) + product.get(i % n, i / n)) / 2);
        return symmetric;
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
     * {@code U f(diag(s)) U'} of a symmetric matrix without negative eigenvalues, whose left vectors are U.
     *
     * @param backend decomposes the matrix
     * @param symmetric the matrix
     * @param f what is made of each eigenvalue
     * @return a matrix of the same size
     */
    public static Tensor function(Backend backend, Tensor symmetric, DoubleUnaryOperator f) {
        Svd svd = backend.svd(symmetric);
        Tensor scaled = Tensors.zeros(Precision.FLOAT64, symmetric.rows(), svd.s().length);
        Tensors.fill(
                scaled,
                i -> svd.u().get(i / svd.s().length, i % svd.s().length)
                        * f.applyAsDouble(svd.s()[i % svd.s().length]));
        return product(scaled, Tensors.transpose(svd.u()));
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
     * The identity.
     *
     * @param size rows and columns
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
