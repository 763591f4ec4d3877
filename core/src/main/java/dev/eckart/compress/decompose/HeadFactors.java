package dev.eckart.compress.decompose;

import dev.eckart.spi.backend.Backend;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;

/**
 * Makes an attention head narrower: its d activations y become {@code (y A) B}, where A is d x r and B r x d; A is merged into
 * the layer before the head and B into the one behind it. Of all A and B of rank r these change y least, weighted by the
 * second moment of the gradient with respect to it. One decomposition serves every r.
 *
 * <p>By Wong et al., "A3: an analytical low-rank approximation framework for attention", 2025, and Lin et al., "MoDeGPT:
 * modular decomposition for large language model compression", 2024.
 */
public final class HeadFactors {
    private final OutputFactors factors;

    private HeadFactors(OutputFactors factors) {
        this.factors = factors;
    }

    /**
     * Decomposes a head.
     *
     * @param backend decomposes, and multiplies unless it works in float32
     * @param moment second moment {@code E[y' y]} of the activations, d x d, symmetric
     * @param metric second moment of the gradients with respect to them, d x d, symmetric
     * @return factors for every r from 1 to d
     */
    public static HeadFactors of(Backend backend, Tensor moment, Tensor metric) {
        return new HeadFactors(OutputFactors.of(backend, moment, OutputMetric.ofGradients(backend, metric)));
    }

    /**
     * The predicted squared error.
     *
     * @param size r, from 0 to d
     * @return the expected squared change of y, in the norm of {@link TwoSidedSvd}
     */
    public double squaredError(int size) {
        double error = factors.error(size, 0);
        return error * error;
    }

    /**
     * The factor from d activations to r.
     *
     * @param size r, from 1 to d
     * @return A, d x r
     */
    public Tensor into(int size) {
        return Tensors.leadingColumns(factors.into(), size);
    }

    /**
     * The factor from r activations back to d.
     *
     * @param size r, from 1 to d
     * @return B, r x d
     */
    public Tensor back(int size) {
        return Tensors.transpose(Tensors.leadingColumns(factors.back(), size));
    }
}
