package dev.eckart.spi.backend;

import dev.eckart.spi.EckartException;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The eigendecomposition {@code A = V diag(w) V'} of a symmetric n x n matrix, in float64.
 *
 * @param values eigenvalues w, n of them, descending, of either sign
 * @param vectors eigenvectors V as columns, n x n, orthonormal
 */
public record Eigen(double[] values, Tensor vectors) {
    /** Vectors that are written side by side: a cache line of their elements. */
    private static final int SIDE_BY_SIDE = 8;

    /**
     * Brings any library's answer into this form: sorts descending, and flips the sign of each vector whose entry of
     * largest magnitude is negative, which makes the answers of different libraries comparable.
     *
     * @param values eigenvalues in any order
     * @param rows eigenvectors as rows, n x n in float64, in the same order
     * @return the normalised decomposition, in new tensors
     * @throws EckartException if a value is not finite: sorting would hide it
     */
    public static Eigen of(double[] values, Tensor rows) {
        for (double value : values) {
            if (!Double.isFinite(value)) {
                throw new EckartException("the eigendecomposition of a symmetric matrix of size " + rows.rows()
                        + " returned the eigenvalue " + value);
            }
        }
        int n = values.length;
        int[] order = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -values[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] from = rows.doubles();
        double[] sorted = new double[n];
        double[] sign = new double[n];
        for (int j = 0; j < n; j++) {
            sorted[j] = values[order[j]];
            sign[j] = signOfLargest(from, order[j] * n, n);
        }
        double[] to = new double[n * n];
        for (int first = 0; first < n; first += SIDE_BY_SIDE) {
            int last = Math.min(n, first + SIDE_BY_SIDE);
            for (int i = 0; i < n; i++) {
                for (int j = first; j < last; j++) {
                    // Adding 0 turns a negative zero, which a flip of sign makes, into a plain one.
                    to[i * n + j] = sign[j] * from[order[j] * n + i] + 0.0;
                }
            }
        }
        return new Eigen(sorted, Tensors.wrap(n, n, to));
    }

    /**
     * The decomposition by way of the singular values of {@code A + s I}, s the norm of A: that matrix has no negative
     * eigenvalue, so that its singular vectors are eigenvectors of A, those of values that differ only in their sign among
     * them.
     *
     * @param backend decomposes
     * @param symmetric A, symmetric float64, n x n
     * @return the decomposition, off by no more than rounding makes of the norm of A
     */
    static Eigen bySvd(Backend backend, Tensor symmetric) {
        double norm = Tensors.norm(symmetric);
        double shift = norm == 0 ? 1 : norm;
        Tensor shifted = Tensors.copy(symmetric, Precision.FLOAT64);
        for (int i = 0; i < shifted.rows(); i++) {
            shifted.set(i, i, shifted.get(i, i) + shift);
        }
        Svd svd = backend.svd(shifted);
        double[] values = new double[svd.s().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = svd.s()[i] - shift;
        }
        return of(values, Tensors.transpose(svd.u()));
    }

    private static double signOfLargest(double[] elements, int start, int count) {
        double largest = 0;
        for (int i = start; i < start + count; i++) {
            largest = Math.abs(elements[i]) > Math.abs(largest) ? elements[i] : largest;
        }
        return largest < 0 ? -1 : 1;
    }
}
