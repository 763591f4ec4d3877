package dev.eckart.compress.calibrate;

import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.function.IntToDoubleFunction;

/** Means of the columns of rows that stream past, summed in float64. */
final class ColumnMeans {
    private final double[] sums;
    private long count;

    ColumnMeans(int width) {
        this.sums = new double[width];
    }

    void add(Tensor batch) {
        IntToDoubleFunction element = Tensors.element(batch);
        for (int r = 0; r < batch.rows(); r++) {
            for (int i = 0; i < sums.length; i++) {
                sums[i] += element.applyAsDouble(r * sums.length + i);
            }
        }
        count += batch.rows();
    }

    long count() {
        return count;
    }

    /** Mean of the rows, 1 x width. */
    Tensor mean() {
        double[] mean = new double[sums.length];
        for (int i = 0; i < sums.length; i++) {
            mean[i] = sums[i] / count;
        }
        return Tensors.wrap(1, sums.length, mean);
    }
}
