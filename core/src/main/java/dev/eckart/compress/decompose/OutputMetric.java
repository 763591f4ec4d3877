package dev.eckart.compress.decompose;

import dev.eckart.compress.math.Float64;
import dev.eckart.spi.backend.Backend;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;

/**
 * How changes of a layer's output are measured: {@code y H y'}.
 *
 * @param root h, the symmetric square root of H
 * @param inverseRoot its inverse
 */
record OutputMetric(Tensor root, Tensor inverseRoot) {
    /**
     * Share of the mean eigenvalue that is added to each: directions that the samples saw no gradient in count a
     * little, for a compressed layer moves the point at which the gradient was taken.
     */
    private static final double DAMPING = 0.01;

    /** All outputs alike. */
    static OutputMetric plain(int outputs) {
        return new OutputMetric(Float64.identity(outputs), Float64.identity(outputs));
    }

    /** By the second moment of the loss gradient, damped; all alike where there is no gradient at all. */
    static OutputMetric ofGradients(Backend backend, Tensor moment) {
        int n = moment.rows();
        double damping = DAMPING * Float64.trace(moment) / n;
        if (damping == 0) {
            return plain(n);
        }
        Tensor damped = Tensors.copy(moment, moment.precision());
        for (int i = 0; i < n; i++) {
            damped.set(i, i, damped.get(i, i) + damping);
        }
        return new OutputMetric(
                Float64.function(backend, damped, Math::sqrt),
                Float64.function(backend, damped, s -> 1 / Math.sqrt(Math.max(s, damping))));
    }
}
