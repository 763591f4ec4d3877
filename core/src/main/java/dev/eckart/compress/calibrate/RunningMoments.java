package dev.eckart.compress.calibrate;

import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.function.IntToDoubleFunction;

/**
 * First and second moments of rows that stream past, in float64.
 *
 * <p>Zeros cost nothing: of pictures and of rectified units most numbers are zero. A sum of N numbers is off by at most
 * N times the unit roundoff of the sum of their magnitudes, 1e-11 for a hundred thousand samples, which the centring
 * afterwards can afford.
 */
final class RunningMoments {
    private final int width;
    private final double[] sums;
    private final double[] products;
    private final double[] row;
    private final int[] present;
    private long count;

    RunningMoments(int width) {
        this.width = width;
        this.sums = new double[width];
        this.products = new double[width * width];
        this.row = new double[width];
        this.present = new int[width];
    }

    /** Adds the rows of a batch, each multiplied by the scale. */
    void add(Tensor batch, double scale) {
        IntToDoubleFunction element = Tensors.element(batch);
        for (int r = 0; r < batch.rows(); r++) {
            int found = 0;
            for (int i = 0; i < width; i++) {
                double value = scale * element.applyAsDouble(r * width + i);
                if (value != 0) {
                    row[found] = value;
                    present[found++] = i;
                }
            }
            add(found);
        }
        count += batch.rows();
    }

    /** The upper triangle of the product of a row with itself. */
    private void add(int found) {
        for (int i = 0; i < found; i++) {
            sums[present[i]] += row[i];
            int start = present[i] * width;
            for (int j = i; j < found; j++) {
                products[start + present[j]] += row[i] * row[j];
            }
        }
    }

    long count() {
        return count;
    }

    /** Mean of the rows, 1 x width. */
    Tensor mean() {
        double[] mean = new double[width];
        for (int i = 0; i < width; i++) {
            mean[i] = sums[i] / count;
        }
        return Tensors.wrap(1, width, mean);
    }

    /** Second moment about zero, width x width. */
    Tensor moment() {
        return centred(new double[width]);
    }

    /** Second moment about the mean, width x width. */
    Tensor covariance() {
        return centred(mean().doubles());
    }

    private Tensor centred(double[] centre) {
        double[] moment = new double[width * width];
        for (int i = 0; i < width; i++) {
            for (int j = i; j < width; j++) {
                moment[i * width + j] = products[i * width + j] / count - centre[i] * centre[j];
                moment[j * width + i] = moment[i * width + j];
            }
        }
        return Tensors.wrap(width, width, moment);
    }
}
