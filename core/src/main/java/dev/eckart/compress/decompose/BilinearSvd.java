package dev.eckart.compress.decompose;

import dev.eckart.compress.math.Float64;
import dev.eckart.spi.compress.Decomposer;
import dev.eckart.spi.compress.Decomposition;
import dev.eckart.spi.compress.Decomposition.Scale;
import dev.eckart.spi.compress.Statistics;
import dev.eckart.tensor.Tensor;
import java.util.Set;

/**
 * For a layer whose input is a picture X: {@code vec(P' X Q) V} in place of {@code vec(X) W}, with V cut to a low rank
 * as {@link TwoSidedSvd} cuts it; for other layers that alone.
 *
 * <p>Candidates are those of which no other has no more parameters and a smaller error, over both sizes of the picture
 * and all ranks, two-factor candidates included. Tucker, "Some mathematical notes on three-mode factor analysis", 1966;
 * V is the least squares answer behind P and Q.
 */
public final class BilinearSvd implements Decomposer {
    /** Found by ServiceLoader. */
    public BilinearSvd() {}

    @Override
    public String name() {
        return "bilinear-svd";
    }

    @Override
    public Set<Statistics.Kind> needs() {
        return Set.of(Statistics.Kind.INPUTS, Statistics.Kind.GRADIENTS);
    }

    @Override
    public Decomposition decompose(Request request) {
        InputMoment seen = InputMoment.of(request, name());
        OutputMetric metric =
                OutputMetric.ofGradients(request.backend(), RequiredStatistics.gradients(request, name()));
        Tensor covariance = Float64.sandwich(request.backend(), request.weights(), seen.moment());
        OutputFactors factors = OutputFactors.of(request.backend(), covariance, metric);
        Decomposition pairs =
                factors.split(request.backend(), request.weights()).decomposition(request, seen.mean());
        Scale scale = Scale.absolute(factors.norm());
        return request.picture()
                .map(shape ->
                        BilinearOffers.of(request, shape, seen, factors, metric).with(pairs))
                .orElse(pairs)
                .scaled(scale);
    }
}
