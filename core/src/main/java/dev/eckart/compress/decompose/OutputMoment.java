package dev.eckart.compress.decompose;

import dev.eckart.compress.math.Float64;
import dev.eckart.spi.compress.Decomposer;
import dev.eckart.spi.compress.Statistics;
import dev.eckart.tensor.Tensor;
import java.util.Optional;

/**
 * The second moment of a layer's output on training samples, as far as factors of its weights can change it.
 *
 * @param moment n x n, of {@code x W}: its trace is all that the factors of W can lose in the mean square
 * @param mean mean input at which a bias keeps the output, if the layer has a bias
 */
record OutputMoment(Tensor moment, Optional<Tensor> mean) {
    /** A bias makes up for the mean, which leaves the covariance; without one the mean counts too. */
    static OutputMoment of(Decomposer.Request request, String decomposer) {
        Statistics seen = RequiredStatistics.of(request, decomposer, "output");
        Tensor covariance = RequiredStatistics.part(seen.outputs(), decomposer, "output");
        if (request.bias().isPresent()) {
            return new OutputMoment(covariance, Optional.of(seen.mean()));
        }
        Tensor mean = Float64.product(seen.mean(), request.weights());
        return new OutputMoment(Statistics.about(covariance, mean), Optional.empty());
    }
}
