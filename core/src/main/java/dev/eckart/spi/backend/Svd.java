package dev.eckart.spi.backend;

import dev.eckart.spi.EckartException;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * A thin singular value decomposition {@code A = U diag(s) V'} of an m x n matrix, k = min(m, n), in float64.
 *
 * @param u left singular vectors, m x k, orthonormal columns
 * @param s singular values, k of them, descending, none negative
 * @param v right singular vectors, n x k, orthonormal columns
 */
public record Svd(Tensor u, double[] s, Tensor v) {
    /**
     * Makes any library's answer a decomposition in this form: sorts descending, moves the sign of negative values into
     * U, drops surplus columns, and turns each pair of vectors so that the largest entry of U's is positive, which makes
     * the answers of different libraries comparable.
     *
     * @param u left singular vectors as columns, m x at least k; used, not copied, if they are in order
     * @param s singular values in any order
     * @param v right singular vectors as columns, n x at least k (not transposed); used, not copied, if they are in order
     * @return the normalised decomposition
     * @throws EckartException if a value is not finite: sorting would hide it
     */
    public static Svd of(Tensor u, double[] s, Tensor v) {
        int k = Math.min(Math.min(u.rows(), v.rows()), s.length);
        for (double value : s) {
            if (!Double.isFinite(value)) {
                throw new EckartException("the singular value decomposition of a " + u.rows() + " x " + v.rows()
                        + " matrix returned the singular value " + value);
            }
        }
        int[] order = IntStream.range(0, s.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -Math.abs(s[i])))
                .limit(k)
                .mapToInt(Integer::intValue)
                .toArray();
        double[] values = new double[k];
        double[] left = new double[k];
        double[] right = new double[k];
        double[] largest = largest(u);
        for (int j = 0; j < k; j++) {
            values[j] = Math.abs(s[order[j]]);
            left[j] = largest[order[j]] < 0 ? -1 : 1;
            right[j] = left[j] * (s[order[j]] < 0 ? -1 : 1);
        }
        return new Svd(columns(u, order, left), values, columns(v, order, right));
    }

    /** The entry of each column that is farthest from zero, the first of several. */
    private static double[] largest(Tensor u) {
        double[] elements = u.doubles();
        double[] largest = new double[u.columns()];
        for (int row = 0; row < elements.length; row += largest.length) {
            for (int j = 0; j < largest.length; j++) {
                double entry = elements[row + j];
                largest[j] = Math.abs(entry) > Math.abs(largest[j]) ? entry : largest[j];
            }
        }
        return largest;
    }

    private static Tensor columns(Tensor from, int[] order, double[] sign) {
        boolean inOrder =
                Arrays.equals(order, IntStream.range(0, from.columns()).toArray());
        Tensor to = inOrder ? from : Tensors.zeros(Precision.FLOAT64, from.rows(), order.length);
        double[] read = from.doubles();
        double[] written = to.doublesToWrite();
        for (int row = 0; row < from.rows(); row++) {
            int start = row * from.columns();
            int at = row * order.length;
            for (int j = 0; j < order.length; j++) {
                // Adding 0 turns a negative zero, which a flip of sign makes, into a plain one.
                written[at + j] = sign[j] * read[start + order[j]] + 0.0;
            }
        }
        return to;
    }
}
