package dev.eckart.compress.decompose;

import dev.eckart.spi.EckartException;
import dev.eckart.spi.compress.Decomposer;
import dev.eckart.spi.compress.Statistics;
import dev.eckart.tensor.Tensor;
import java.util.Optional;

/** Takes from a request what a decomposer asked to be observed, or says what is missing. */
final class RequiredStatistics {
    private RequiredStatistics() {}

    static Statistics of(Decomposer.Request request, String decomposer, String what) {
        return request.statistics().orElseThrow(() -> missing(decomposer, what));
    }

    static Tensor part(Optional<Tensor> part, String decomposer, String what) {
        return part.orElseThrow(() -> missing(decomposer, what));
    }

    /** The second moment of the gradient, n x n. */
    static Tensor gradients(Decomposer.Request request, String decomposer) {
        String what = "output gradient";
        return part(of(request, decomposer, what).gradients(), decomposer, what);
    }

    private static EckartException missing(String decomposer, String what) {
        return new EckartException("decomposer '" + decomposer + "' needs statistics of the layer's " + what
                + " on training samples; observe the network before factorising it");
    }
}
