package dev.eckart.compress.decompose;

import dev.eckart.compress.math.Float64;
import dev.eckart.spi.compress.Decomposer;
import dev.eckart.spi.compress.Decomposition;
import dev.eckart.spi.compress.Decomposition.Scale;
import dev.eckart.spi.compress.Statistics;
import dev.eckart.tensor.Tensor;
import java.util.Set;

/**
 * Keeps the directions of the layer's output that vary most and that the loss minds most: the least change of W
 * between the square roots of the input's covariance and of the output gradient's second moment.
 *
 * <p>Squared errors predict the change of the loss to second order, the same unit for all layers. The two sides are
 * the Kronecker factors of Martens and Grosse, "Optimizing neural networks with Kronecker-factored approximate
 * curvature", ICML 2015.
 */
public final class TwoSidedSvd implements Decomposer {
    /** Found by ServiceLoader. */
    public TwoSidedSvd() {}

    @Override
    public String name() {
        return "two-sided-svd";
    }

    @Override
    public Set<Statistics.Kind> needs() {
        return Set.of(Statistics.Kind.INPUTS, Statistics.Kind.GRADIENTS);
    }

    @Override
    public Decomposition decompose(Request request) {
        InputMoment seen = InputMoment.of(request, name());
        Tensor covariance = Float64.sandwich(request.backend(), request.weights(), seen.moment());
        OutputMetric metric =
                OutputMetric.ofGradients(request.backend(), RequiredStatistics.gradients(request, name()));
        OutputFactors factors = OutputFactors.of(request.backend(), covariance, metric);
        return factors.split(request.backend(), request.weights())
                .decomposition(request, seen.mean())
                .scaled(Scale.absolute(factors.norm()));
    }
}
