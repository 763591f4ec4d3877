package dev.eckart.compress;

import dev.eckart.spi.Seed;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The bias on a factor before the last one. A linear chain does not need it; the document that the preset {@code document}
 * repeats has it.
 */
public enum InnerBias {
    /** No bias. */
    NONE,
    /** A trainable bias that starts at 0, so that the product is unchanged. */
    ZERO,
    /** The layer's own bias cut to the factor's width; where it is too short, small seeded numbers. */
    SLICED;

    /** Small against the weights, large enough to tell units apart. */
    private static final double SMALL = 0.01;

    Optional<Tensor> create(int width, Precision precision, Optional<Tensor> layerBias, Seed seed) {
        if (this == NONE) {
            return Optional.empty();
        }
        Tensor bias = Tensors.zeros(precision, 1, width);
        if (this == SLICED) {
            SplittableRandom random = seed.random();
            Tensors.fill(
                    bias,
                    layerBias
                            .filter(own -> own.columns() >= width)
                            .map(Tensors::element)
                            .orElse(i -> random.nextDouble(-SMALL, SMALL)));
        }
        return Optional.of(bias);
    }
}
