package dev.eckart.compress;

import dev.eckart.spi.Decomposer;
import dev.eckart.spi.EckartException;
import dev.eckart.spi.Statistics;
import dev.eckart.tensor.Tensor;
import java.util.Optional;

/**
 * How a layer's input weighs the changes of its weights.
 *
 * @param moment m x m: a change D of the weights changes the output by {@code tr(D' moment D)} in the mean square
 * @param mean mean input at which a bias keeps the output, if the layer has a bias
 */
record SeenInput(Tensor moment, Optional<Tensor> mean) {
    /** A bias takes the mean of any change upon itself, which leaves the covariance; without one all of it counts. */
    static SeenInput of(Decomposer.Request request, String decomposer) {
        Statistics seen = statistics(request, decomposer);
        return request.bias().isPresent()
                ? new SeenInput(seen.covariance(), Optional.of(seen.mean()))
                : new SeenInput(seen.moment(), Optional.empty());
    }

    /** The second moment of the gradient, n x n. */
    static Tensor gradients(Decomposer.Request request, String decomposer) {
        return statistics(request, decomposer).gradients().orElseThrow(() -> missing(decomposer, "output gradient"));
    }

    private static Statistics statistics(Decomposer.Request request, String decomposer) {
        return request.statistics().orElseThrow(() -> missing(decomposer, "input"));
    }

    private static EckartException missing(String decomposer, String what) {
        return new EckartException("decomposer '" + decomposer + "' needs statistics of the layer's " + what
                + " on training samples; observe the network before factorising it");
    }
}
