package dev.eckart.compress.decompose;

import dev.eckart.compress.math.Float64;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;

/** The bias that keeps a layer's output at the mean of its input, whatever its factors change elsewhere. */
public final class MeanKeepingBias {
    private MeanKeepingBias() {}

    /**
     * {@code b + mu W - h R}.
     *
     * @param weights W, m x n
     * @param bias b, 1 x n
     * @param mean mean input mu, 1 x m
     * @param hidden what the factors before the last make of the mean input, h, 1 x r
     * @param last the last factor R, r x n
     * @return the bias, 1 x n, in float64
     */
    public static Tensor bias(Tensor weights, Tensor bias, Tensor mean, Tensor hidden, Tensor last) {
        Tensor change = Float64.difference(Float64.product(mean, weights), Float64.product(hidden, last));
        double[] corrected = change.doubles();
        for (int j = 0; j < corrected.length; j++) {
            corrected[j] += bias.get(0, j);
        }
        return Tensors.wrap(1, corrected.length, corrected);
    }
}
