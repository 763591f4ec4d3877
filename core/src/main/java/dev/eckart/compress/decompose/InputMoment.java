package dev.eckart.compress.decompose;

import dev.eckart.spi.compress.Decomposer;
import dev.eckart.spi.compress.Statistics;
import dev.eckart.tensor.Tensor;
import java.util.Optional;

/**
 * How a layer's input weighs the changes of its weights.
 *
 * @param moment m x m: a change D of the weights changes the output by {@code tr(D' moment D)} in the mean square
 * @param mean mean input at which a bias keeps the output, if the layer has a bias
 */
record InputMoment(Tensor moment, Optional<Tensor> mean) {
    /** A bias makes up for the mean of any change, which leaves the covariance; without one the whole moment counts. */
    static InputMoment of(Decomposer.Request request, String decomposer) {
        Statistics seen = RequiredStatistics.of(request, decomposer, "input");
        Tensor covariance = RequiredStatistics.part(seen.covariance(), decomposer, "input");
        return request.bias().isPresent()
                ? new InputMoment(covariance, Optional.of(seen.mean()))
                : new InputMoment(Statistics.about(covariance, seen.mean()), Optional.empty());
    }
}
