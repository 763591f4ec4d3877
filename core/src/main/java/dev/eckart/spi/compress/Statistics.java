package dev.eckart.spi.compress;

import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.Optional;

/**
 * What was observed of a layer {@code y = x W + b}, m x n, on training samples; all in float64. Means are over the samples,
 * and symmetric matrices are so to the last bit.
 *
 * @param samples how many samples were observed
 * @param mean mean of x, 1 x m
 * @param covariance covariance {@code E[(x - mean)' (x - mean)]}, m x m, if it was asked for; of fewer samples than m drawn
 *     towards the identity
 * @param outputs covariance of y, likewise, n x n, if it was asked for
 * @param gradients second moment {@code E[g' g]} about zero of the gradient g of one sample's loss with respect to y,
 *     n x n, if it was asked for
 */
public record Statistics(
        long samples, Tensor mean, Optional<Tensor> covariance, Optional<Tensor> outputs, Optional<Tensor> gradients) {
    /** What can be observed. */
    public enum Kind {
        /** Mean and covariance of the layer's input. */
        INPUTS,
        /**
         * Mean of the layer's input and covariance of its output: all that counts of a layer whose input is so wide that
         * its covariance would take too long and too much memory.
         */
        OUTPUTS,
        /** Second moment of the gradient with respect to the layer's output. */
        GRADIENTS
    }

    /**
     * The second moment of the input about zero.
     *
     * @return {@code E[x' x]}, m x m, if the covariance was asked for
     */
    public Optional<Tensor> moment() {
        return covariance.map(centred -> about(centred, mean));
    }

    /**
     * The second moment about zero: {@code centred + mean' mean}.
     *
     * @param centred a covariance, k x k in float64
     * @param mean the mean, 1 x k in float64
     * @return the second moment, k x k
     */
    public static Tensor about(Tensor centred, Tensor mean) {
        int k = mean.columns();
        double[] mu = mean.doubles();
        double[] c = centred.doubles();
        double[] moment = new double[k * k];
        for (int i = 0; i < moment.length; i++) {
            moment[i] = c[i] + mu[i / k] * mu[i % k];
        }
        return Tensors.wrap(k, k, moment);
    }
}
