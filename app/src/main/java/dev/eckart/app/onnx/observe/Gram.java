package dev.eckart.app.onnx.observe;

import dev.eckart.spi.Backend;
import dev.eckart.spi.Transpose;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;

/** Sums of the products of two kinds of rows that stream past together, and of the rows, in float64. */
final class Gram {
    private final Backend backend;
    private final Tensor products;
    private final double[] left;
    private final double[] right;
    private long count;

    /** Sums of no rows yet; the backend works in float64. */
    Gram(Backend backend, int leftWidth, int rightWidth) {
        this.backend = backend;
        this.products = Tensors.zeros(Precision.FLOAT64, leftWidth, rightWidth);
        this.left = new double[leftWidth];
        this.right = new double[rightWidth];
    }

    void add(Tensor leftRows, Tensor rightRows) {
        backend.gemm(Transpose.YES, leftRows, Transpose.NO, rightRows, 1, 1, products);
        sum(leftRows, left);
        sum(rightRows, right);
        count += leftRows.rows();
    }

    private static void sum(Tensor rows, double[] sums) {
        double[] numbers = rows.doubles();
        for (int i = 0; i < numbers.length; i++) {
            sums[i % sums.length] += numbers[i];
        }
    }

    long count() {
        return count;
    }

    /** Mean of the rows on the left, 1 x width. */
    Tensor leftMean() {
        return mean(left);
    }

    /** Mean of the rows on the right, 1 x width. */
    Tensor rightMean() {
        return mean(right);
    }

    private Tensor mean(double[] sums) {
        Tensor mean = Tensors.zeros(Precision.FLOAT64, 1, sums.length);
        Tensors.fill(mean, i -> sums[i] / count);
        return mean;
    }

    /** Centred covariance, exactly symmetric where both kinds of rows are the same. */
    Tensor covariance() {
        return about(leftMean(), rightMean());
    }

    /** Second moment about zero. */
    Tensor moment() {
        return about(
                Tensors.zeros(Precision.FLOAT64, 1, left.length), Tensors.zeros(Precision.FLOAT64, 1, right.length));
    }

    private Tensor about(Tensor leftCentre, Tensor rightCentre) {
        int width = right.length;
        double[] sums = products.doubles();
        Tensor centred = Tensors.zeros(Precision.FLOAT64, left.length, width);
        Tensors.fill(
                centred,
                i -> sums[i] / count
                        - leftCentre.doubles()[i / width] * rightCentre.doubles()[i % width]);
        return centred;
    }
}
