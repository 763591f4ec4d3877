package dev.eckart.compress.decompose;

import dev.eckart.compress.math.Float64;
import dev.eckart.spi.compress.Decomposer;
import dev.eckart.spi.compress.Decomposition;
import dev.eckart.spi.compress.Decomposition.Scale;
import dev.eckart.spi.compress.Statistics;
import dev.eckart.tensor.Tensor;
import java.util.Set;

/**
 * For a layer whose input is a picture X: {@code vec(P' X Q) V} in place of {@code vec(X) W}, with V cut to a low rank as
 * {@link TwoSidedSvd} cuts it. For other layers the candidates are those of {@link TwoSidedSvd}.
 *
 * <p>Of all sizes a x b of the small picture P'XQ (up to 400 numbers, nearly square) and all ranks of V, those candidates are
 * offered that are on the Pareto front of error and parameters, or of error and multiplications; pairs without P and Q
 * included. P and Q are the leading modes of the higher-order singular value decomposition (De Lathauwer, De Moor and
 * Vandewalle, "A multilinear singular value decomposition", 2000; Tucker, "Some mathematical notes on three-mode factor
 * analysis", 1966); V is the least squares answer behind them.
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
