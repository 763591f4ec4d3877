package dev.eckart.compress;

import dev.eckart.spi.Decomposer;
import dev.eckart.spi.Statistics;
import dev.eckart.tensor.Tensor;
import java.util.Optional;

/**
 * What a layer's output does on training samples, as far as its weights make it.
 *
 * @param moment n x n, of {@code x W}: all that the factors of W can lose of it in the mean square
 * @param mean mean input at which a bias keeps the output, if the layer has a bias
 */
record SeenOutput(Tensor moment, Optional<Tensor> mean) {
    /** A bias takes the mean upon itself, which leaves the covariance; without one the mean counts too. */
    static SeenOutput of(Decomposer.Request request, String decomposer) {
        Statistics seen = Asked.of(request, decomposer, "output");
        Tensor covariance = Asked.part(seen.outputs(), decomposer, "output");
        if (request.bias().isPresent()) {
            return new SeenOutput(covariance, Optional.of(seen.mean()));
        }
        Tensor mean = Float64.product(seen.mean(), request.weights());
        return new SeenOutput(Statistics.about(covariance, mean), Optional.empty());
    }
}
