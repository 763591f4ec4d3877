package dev.eckart.app.onnx.observe;

import dev.eckart.app.onnx.layer.Rows;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.List;

/** Means of rows that stream past, summed in float64. */
final class RowMeans {
    private final double[] sums;
    private final double[] count = new double[1];

    RowMeans(int width) {
        this.sums = new double[width];
    }

    void add(Rows rows) {
        rows.addTo(sums);
        count[0] += rows.count();
    }

    long count() {
        return (long) count[0];
    }

    /** The sums themselves, and how many rows they are of. */
    List<double[]> numbers() {
        return List.of(sums, count);
    }

    /** Mean of the rows, 1 x width. */
    Tensor mean() {
        double[] mean = new double[sums.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = sums[i] / count[0];
        }
        return Tensors.wrap(1, mean.length, mean);
    }
}
