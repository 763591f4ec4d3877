package dev.eckart.compress.decompose;

import dev.eckart.spi.backend.Backend;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;

/**
 * What to make of the numbers of an attention head so that fewer do: y becomes {@code (y A) B}, where A is d x r and B
 * r x d, and A is made part of the layer before and B of the one behind. {@code A B} is as near to the identity as it can be
 * between the roots of the numbers' moment and of the moment of what minds them. Of all r at once.
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
     * Factors of a head.
     *
     * @param backend decomposes and multiplies
     * @param moment second moment of the numbers, d x d
     * @param metric second moment of the gradients with respect to them, d x d
     * @return factors of every size
     */
    public static HeadFactors of(Backend backend, Tensor moment, Tensor metric) {
        return new HeadFactors(OutputFactors.of(backend, moment, OutputMetric.ofGradients(backend, metric)));
    }

    /**
     * Predicted change of what comes out.
     *
     * @param size r
     * @return its square, in the norm of {@link TwoSidedSvd}
     */
    public double squaredError(int size) {
        double error = factors.error(size, 0);
        return error * error;
    }

    /**
     * From the head's numbers to fewer.
     *
     * @param size r
     * @return A, d x r
     */
    public Tensor into(int size) {
        return Tensors.leadingColumns(factors.into(), size);
    }

    /**
     * From fewer numbers to the head's.
     *
     * @param size r
     * @return B, r x d
     */
    public Tensor back(int size) {
        return Tensors.transpose(Tensors.leadingColumns(factors.back(), size));
    }
}
