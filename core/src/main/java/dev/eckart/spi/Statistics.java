package dev.eckart.spi;

import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.Optional;

/**
 * What was observed of a layer {@code y = x W + b}, m x n, on training samples; all in float64.
 *
 * @param samples how many samples were observed
 * @param mean mean of x, 1 x m
 * @param covariance centred covariance of x, m x m
 * @param gradients second moment {@code E[g' g]} of the gradient g of one sample's loss with respect to y, n x n, if it
 *     was asked for
 */
public record Statistics(long samples, Tensor mean, Tensor covariance, Optional<Tensor> gradients) {
    /** What can be observed. */
    public enum Kind {
        /** Mean and covariance of the layer's input. */
        INPUTS,
        /** Second moment of the gradient with respect to the layer's output. */
        GRADIENTS
    }

    /**
     * The second moment of the input about zero.
     *
     * @return {@code E[x' x]}, the covariance with the mean put back, m x m
     */
    public Tensor moment() {
        int m = mean.columns();
        double[] mu = mean.doubles();
        double[] c = covariance.doubles();
        double[] moment = new double[m * m];
        for (int i = 0; i < moment.length; i++) {
            moment[i] = c[i] + mu[i / m] * mu[i % m];
        }
        return Tensors.wrap(m, m, moment);
    }
}
