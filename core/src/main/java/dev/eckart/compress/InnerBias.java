package dev.eckart.compress;

import dev.eckart.spi.Seed;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The bias on each factor before the last one. A linear chain does not need it; the preset {@code document} has it, after the
 * document whose experiment it repeats.
 */
public enum InnerBias {
    /** No bias. */
    NONE,
    /** A trainable bias that starts at 0, so that the product is unchanged. */
    ZERO,
    /** The first entries of the layer's own bias; where it is shorter than the factor is wide, small random numbers. */
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
