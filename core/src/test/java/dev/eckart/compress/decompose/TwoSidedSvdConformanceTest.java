package dev.eckart.compress.decompose;

import dev.eckart.compress.math.Float64;
import dev.eckart.spi.compress.Decomposer;
import dev.eckart.spi.compress.Statistics;
import dev.eckart.tensor.Tensor;

class TwoSidedSvdConformanceTest extends DataAwareConformance {
    @Override
    protected Decomposer decomposer() {
        return new TwoSidedSvd();
    }

    @Override
    double metric(Statistics seen, int i, int j) {
        return damped(seen, i, j);
    }

    /** The gradients' moment with a hundredth of its mean eigenvalue added to each. */
    static double damped(Statistics seen, int i, int j) {
        Tensor gradients = seen.gradients().orElseThrow();
        double damping = 0.01 * Float64.trace(gradients) / gradients.rows();
        return gradients.get(i, j) + (i == j ? damping : 0);
    }
}
