package dev.eckart.compress.decompose;

import dev.eckart.compress.math.Float64;
import dev.eckart.spi.EckartException;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;

/** Refuses weights that are not finite, where another matrix than theirs is decomposed, whose check would not notice. */
final class FiniteWeights {
    private FiniteWeights() {}

    /** The weights in float64. */
    static Tensor of(Tensor weights) {
        if (!Tensors.isFinite(weights)) {
            throw new EckartException(
                    "cannot decompose weights of " + weights.rows() + " x " + weights.columns()
                            + " that are not finite; look for the cause where they were made, such as a training that diverged");
        }
        return Float64.of(weights);
    }
}
