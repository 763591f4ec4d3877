package dev.eckart.compress;

import dev.eckart.spi.Decomposer;
import dev.eckart.spi.Decomposition;
import dev.eckart.spi.Decomposition.Scale;
import dev.eckart.spi.Statistics;
import java.util.Set;

/**
 * Keeps the directions in which the layer's output varies most on training samples: {@code W = (W V) V'} with the
 * eigenvectors V of the output's covariance, and a bias that keeps the mean output.
 *
 * <p>Errors are root mean square changes of the output. Swift-SVD (2025); Chen et al., "DRONE: Data-aware low-rank
 * compression for large NLP models", NeurIPS 2021, have the same optimum by way of the input.
 */
public final class OutputCovarianceSvd implements Decomposer {
    /** Found by ServiceLoader. */
    public OutputCovarianceSvd() {}

    @Override
    public String name() {
        return "output-covariance-svd";
    }

    @Override
    public Set<Statistics.Kind> needs() {
        return Set.of(Statistics.Kind.OUTPUTS);
    }

    @Override
    public Decomposition decompose(Request request) {
        SeenOutput seen = SeenOutput.of(request, name());
        OutputMetric metric = OutputMetric.plain(request.weights().columns());
        OutputFactors factors = OutputFactors.of(request.backend(), seen.moment(), metric);
        return factors.split(FiniteWeights.of(request.weights()))
                .decomposition(request, seen.mean())
                .scaled(Scale.relative(factors.norm()));
    }
}
