package dev.eckart.compress.decompose;

import dev.eckart.compress.math.Float64;
import dev.eckart.spi.compress.Decomposer;
import dev.eckart.spi.compress.Decomposition;
import dev.eckart.spi.compress.Decomposition.Scale;
import dev.eckart.spi.compress.Statistics;
import java.util.Set;

/**
 * Keeps the directions of the layer's output that vary most and to which the loss is most sensitive: of all factors of a rank
 * those with the least {@code ||C^1/2 D H^1/2||}, for the change D of W, the input's covariance C (its second moment about
 * zero for a layer without bias) and the output gradient's second moment H, slightly damped. A bias keeps the mean output.
 *
 * <p>Half a squared error predicts the rise of the loss to second order, so errors of all layers have one unit. C and H are
 * the Kronecker factors of Martens and Grosse, "Optimizing neural networks with Kronecker-factored approximate curvature",
 * ICML 2015.
 */
public final class TwoSidedSvd implements Decomposer {
    /** The widest input whose covariance is asked for, of 128 MiB. */
    private static final int WIDEST_INPUT = 4096;

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

    /** Of a very wide input, the covariance of what the layer makes of it. */
    @Override
    public Set<Statistics.Kind> needs(int inputs, int outputs) {
        boolean wide = inputs > WIDEST_INPUT && inputs > outputs;
        return Set.of(wide ? Statistics.Kind.OUTPUTS : Statistics.Kind.INPUTS, Statistics.Kind.GRADIENTS);
    }

    @Override
    public Decomposition decompose(Request request) {
        OutputMoment seen = seen(request);
        OutputMetric metric =
                OutputMetric.ofGradients(request.backend(), RequiredStatistics.gradients(request, name()));
        OutputFactors factors = OutputFactors.of(request.backend(), seen.moment(), metric);
        return factors.split(request.backend(), request.weights())
                .decomposition(request, seen.mean())
                .scaled(Scale.absolute(factors.norm()));
    }

    private OutputMoment seen(Request request) {
        boolean byOutputs = request.statistics()
                .filter(all -> all.covariance().isEmpty())
                .flatMap(Statistics::outputs)
                .isPresent();
        if (byOutputs) {
            return OutputMoment.of(request, name());
        }
        InputMoment inputs = InputMoment.of(request, name());
        return new OutputMoment(Float64.sandwich(request.backend(), request.weights(), inputs.moment()), inputs.mean());
    }
}
