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
     * Brings any library's answer into this form: sorts descending, makes negative values positive by the sign of their
     * vectors, drops surplus columns, and flips each pair of vectors of which U's entry of largest magnitude is negative,
     * which makes the answers of different libraries comparable.
     *
     * @param u left singular vectors as columns, m x at least k in float64; changed in place if they are in order
     * @param s singular values in any order
     * @param v right singular vectors as columns (not transposed), n x at least k in float64; changed in place if they are
     *     in order
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
        double[] row = new double[u.columns()];
        double[] highest = new double[row.length];
        double[] lowest = new double[row.length];
        for (int start = 0; start < elements.length; start += row.length) {
            // From a row of its own, because the JIT compiler does not make vectors of loops at two offsets.
            System.arraycopy(elements, start, row, 0, row.length);
            for (int j = 0; j < row.length; j++) {
                highest[j] = Math.max(highest[j], row[j]);
            }
            for (int j = 0; j < row.length; j++) {
                lowest[j] = Math.min(lowest[j], row[j]);
            }
        }
        for (int j = 0; j < row.length; j++) {
            boolean negative = highest[j] == -lowest[j]
                    ? firstIsNegative(elements, j, row.length, highest[j])
                    : highest[j] < -lowest[j];
            highest[j] = negative ? lowest[j] : highest[j];
        }
        return highest;
    }

    private static boolean firstIsNegative(double[] elements, int column, int columns, double size) {
        int at = column;
        while (at < elements.length - columns && Math.abs(elements[at]) != size) {
            at += columns;
        }
        return elements[at] < 0;
    }

    private static Tensor columns(Tensor from, int[] order, double[] sign) {
        boolean inOrder =
                Arrays.equals(order, IntStream.range(0, from.columns()).toArray());
        Tensor to = inOrder ? from : Tensors.zeros(Precision.FLOAT64, from.rows(), order.length);
        double[] read = from.doubles();
        double[] written = to.doublesToWrite();
        for (int row = 0; row < from.rows(); row++) {
            if (inOrder) {
                turn(written, row * order.length, sign);
            } else {
                pick(read, row * from.columns(), order, sign, written, row * order.length);
            }
        }
        return to;
    }

    /** Adding 0 turns a negative zero, which a flip of sign makes, into a plain one. */
    private static void turn(double[] elements, int start, double[] sign) {
        for (int j = 0; j < sign.length; j++) {
            elements[start + j] = sign[j] * elements[start + j] + 0.0;
        }
    }

    private static void pick(double[] read, int start, int[] order, double[] sign, double[] written, int at) {
        for (int j = 0; j < order.length; j++) {
            written[at + j] = sign[j] * read[start + order[j]] + 0.0;
        }
    }
}
