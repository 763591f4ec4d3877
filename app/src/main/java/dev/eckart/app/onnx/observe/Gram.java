package dev.eckart.app.onnx.observe;

import dev.eckart.app.onnx.layer.Rows;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.backend.Transpose;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.Arrays;

/**
 * Sums of the products of two kinds of rows that stream past together, and of the rows, in float64.
 *
 * <p>Rows wait until there are many, for a product of few costs as much as one of many.
 */
final class Gram {
    /** Numbers that wait: 1 MiB on either side. */
    private static final int WAITING = 1 << 17;

    private final Backend backend;
    private final Tensor products;
    private final Waiting left;
    private final Waiting right;
    private long count;

    /** Sums of no rows yet; the backend works in float64. */
    Gram(Backend backend, int leftWidth, int rightWidth) {
        int rows = Math.max(1, WAITING / Math.max(leftWidth, rightWidth));
        this.backend = backend;
        this.products = Tensors.zeros(Precision.FLOAT64, leftWidth, rightWidth);
        this.left = new Waiting(rows, leftWidth);
        this.right = new Waiting(rows, rightWidth);
    }

    /** Numbers that the sums of rows of a width with themselves take. */
    static long numbers(int width) {
        return (long) width * width + 2L * Math.max(WAITING, width);
    }

    /** Rows on one side, and their sums. */
    private static final class Waiting {
        private final Tensor rows;
        private final double[] sums;

        Waiting(int rows, int width) {
            this.rows = Tensors.zeros(Precision.FLOAT64, rows, width);
            this.sums = new double[width];
        }

        void read(Rows from, int row, int at) {
            double[] numbers = rows.doublesToWrite();
            int start = at * sums.length;
            from.read(row, numbers, start);
            for (int i = 0; i < sums.length; i++) {
                sums[i] += numbers[start + i];
            }
        }

        void clear(int from) {
            Arrays.fill(rows.doublesToWrite(), from * sums.length, rows.size(), 0);
        }

        Tensor mean(long count) {
            Tensor mean = Tensors.zeros(Precision.FLOAT64, 1, sums.length);
            Tensors.fill(mean, i -> sums[i] / count);
            return mean;
        }
    }

    /** Adds one row of each kind. */
    void add(Rows leftRows, Rows rightRows, int row) {
        int at = (int) (count % left.rows.rows());
        left.read(leftRows, row, at);
        right.read(rightRows, row, at);
        count++;
        if (at + 1 == left.rows.rows()) {
            backend.gemm(Transpose.YES, left.rows, Transpose.NO, right.rows, 1, 1, products);
        }
    }

    /** Adds all rows of each kind. */
    void add(Rows leftRows, Rows rightRows) {
        for (int row = 0; row < leftRows.count(); row++) {
            add(leftRows, rightRows, row);
        }
    }

    long count() {
        return count;
    }

    /** Mean of the rows on the left, 1 x width. */
    Tensor leftMean() {
        return left.mean(count);
    }

    /** Mean of the rows on the right, 1 x width. */
    Tensor rightMean() {
        return right.mean(count);
    }

    /** Centred covariance. */
    Tensor covariance() {
        return about(leftMean(), rightMean());
    }

    /** Second moment about zero. */
    Tensor moment() {
        return about(
                Tensors.zeros(Precision.FLOAT64, 1, left.sums.length),
                Tensors.zeros(Precision.FLOAT64, 1, right.sums.length));
    }

    private Tensor about(Tensor leftCentre, Tensor rightCentre) {
        Tensor all = Tensors.copy(products, Precision.FLOAT64);
        int waiting = (int) (count % left.rows.rows());
        if (waiting > 0) {
            left.clear(waiting);
            right.clear(waiting);
            backend.gemm(Transpose.YES, left.rows, Transpose.NO, right.rows, 1, 1, all);
        }
        int width = right.sums.length;
        double[] sums = all.doubles();
        Tensor centred = Tensors.zeros(Precision.FLOAT64, left.sums.length, width);
        Tensors.fill(
                centred,
                i -> sums[i] / count
                        - leftCentre.doubles()[i / width] * rightCentre.doubles()[i % width]);
        return centred;
    }
}
