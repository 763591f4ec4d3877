package dev.eckart.infer;

import dev.eckart.spi.infer.InferenceKernel;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;

/**
 * Where features lie that a kernel leaves in another order than the next layer expects. As a kernel, it puts them right.
 *
 * @param places of each feature, in the order expected
 */
record FeatureOrder(int[] places) implements InferenceKernel {
    /** Of matrices of a x b that lie row by row and are expected column by column. */
    static FeatureOrder transposed(int a, int b) {
        int[] places = new int[a * b];
        for (int j = 0; j < places.length; j++) {
            places[j] = j % a * b + j / a;
        }
        return new FeatureOrder(places);
    }

    /** Weights, one row a feature, for features where they lie. */
    Tensor rows(Tensor weights) {
        Tensor moved = Tensors.zeros(weights.precision(), weights.rows(), weights.columns());
        for (int j = 0; j < places.length; j++) {
            RowCopy.copy(weights, j, moved, places[j], 1);
        }
        return moved;
    }

    @Override
    public void apply(float[] x, int start, int samples, float[] y) {
        for (int sample = 0; sample < samples; sample++) {
            int first = sample * places.length;
            for (int j = 0; j < places.length; j++) {
                y[first + j] = x[start + first + places[j]];
            }
        }
    }

    @Override
    public FeatureOrder forThread() {
        return this;
    }
}
