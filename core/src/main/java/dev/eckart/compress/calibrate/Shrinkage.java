package dev.eckart.compress.calibrate;

import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;

/**
 * Covariances of fewer samples than numbers in a row, drawn towards a multiple of the identity. In directions that no sample
 * shows they would be zero, so that whatever a layer does there could be cut for nothing, and which of it is kept would be
 * rounding noise.
 *
 * <p>The share is that of Chen, Wiesel, Eldar and Hero, "Shrinkage algorithms for MMSE covariance estimation", IEEE
 * Transactions on Signal Processing 58 (10), 2010, equation 23, times the share of directions that cannot have been seen: it
 * vanishes where samples are enough.
 */
public final class Shrinkage {
    private Shrinkage() {}

    /**
     * Draws a covariance towards the identity, as far as samples are too few for it.
     *
     * @param covariance covariance of samples about their mean, p x p
     * @param samples how many there were
     * @return a covariance of the same trace; the same tensor where there were p samples or more, or where they do not differ
     */
    public static Tensor shrunk(Tensor covariance, long samples) {
        int p = covariance.rows();
        if (samples >= p) {
            return covariance;
        }
        double[] numbers = covariance.doubles();
        double trace = 0;
        double squares = 0;
        for (int i = 0; i < p; i++) {
            trace += numbers[i * p + i];
        }
        for (double number : numbers) {
            squares += number * number;
        }
        if (trace == 0) {
            return covariance;
        }
        double rest = 1 - 2.0 / p;
        double oracle = (rest * squares + trace * trace) / ((samples + rest) * (squares - trace * trace / p));
        double share = Math.min(1, oracle) * (p + 1 - samples) / p;
        double[] shrunk = new double[p * p];
        for (int i = 0; i < shrunk.length; i++) {
            shrunk[i] = (1 - share) * numbers[i] + (i / p == i % p ? share * trace / p : 0);
        }
        return Tensors.wrap(p, p, shrunk);
    }
}
