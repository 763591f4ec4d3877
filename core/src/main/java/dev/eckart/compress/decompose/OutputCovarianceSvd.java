package dev.eckart.compress.decompose;

import dev.eckart.spi.compress.Decomposer;
import dev.eckart.spi.compress.Decomposition;
import dev.eckart.spi.compress.Decomposition.Scale;
import dev.eckart.spi.compress.Statistics;
import dev.eckart.tensor.Tensor;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps the directions in which the layer's output varies most on training samples: {@code W = (W V) V'} with the
 * eigenvectors V of the output's covariance, and a bias that keeps the mean output; of a layer without bias, its second
 * moment about zero. Where there are more outputs than inputs they are found from the input's covariance, which is then the
 * smaller one.
 *
 * <p>Errors are root mean square changes of the output. Swift-SVD, ICML 2026; Chen et al., "DRONE: Data-aware low-rank
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

    /** The smaller side: of more outputs than inputs, no more directions vary than there are inputs. */
    @Override
    public Set<Statistics.Kind> needs(int inputs, int outputs) {
        return Set.of(outputs > inputs ? Statistics.Kind.INPUTS : Statistics.Kind.OUTPUTS);
    }

    @Override
    public Decomposition decompose(Request request) {
        boolean byInputs = request.statistics()
                .filter(seen -> seen.outputs().isEmpty())
                .flatMap(Statistics::covariance)
                .isPresent();
        return byInputs ? byInputs(request) : byOutputs(request);
    }

    private Decomposition byOutputs(Request request) {
        OutputMoment seen = OutputMoment.of(request, name());
        OutputMetric metric = OutputMetric.plain();
        OutputFactors factors = OutputFactors.of(request.backend(), seen.moment(), metric);
        return decomposition(request, factors, seen.mean());
    }

    private Decomposition byInputs(Request request) {
        InputMoment seen = InputMoment.of(request, name());
        OutputFactors factors =
                OutputFactors.ofInputs(request.backend(), FiniteWeights.of(request.weights()), seen.moment());
        return decomposition(request, factors, seen.mean());
    }

    private static Decomposition decomposition(Request request, OutputFactors factors, Optional<Tensor> mean) {
        return factors.split(request.backend(), FiniteWeights.of(request.weights()))
                .decomposition(request, mean)
                .scaled(Scale.relative(factors.norm()));
    }
}
