package dev.eckart.app.onnx.observe;

import dev.eckart.app.onnx.layer.Rows;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;

/** Means of rows that stream past, summed in float64. */
final class RowMeans {
    private final double[] sums;
    private long count;

    RowMeans(int width) {
        this.sums = new double[width];
    }

    void add(Rows rows) {
        rows.addTo(sums);
        count += rows.count();
    }

    long count() {
        return count;
    }

    /** Mean of the rows, 1 x width. */
    Tensor mean() {
        double[] mean = new double[sums.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = sums[i] / count;
        }
        return Tensors.wrap(1, mean.length, mean);
    }
}
