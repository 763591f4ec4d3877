package dev.eckart.conformance;

import dev.eckart.spi.Seed;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.SplittableRandom;

/** The kit's randomness: one seed, from {@code -Deckart.seed} if it is set. */
final class Draw {
    private Draw() {}

    static Seed seed() {
        return new Seed(Long.getLong("eckart.seed", 1));
    }

    /** A matrix of independent standard normal entries. */
    static Tensor normal(Precision precision, int rows, int columns, Seed seed) {
        Tensor tensor = Tensors.zeros(precision, rows, columns);
        refill(tensor, seed);
        return tensor;
    }

    /** New entries for an existing matrix. */
    static void refill(Tensor tensor, Seed seed) {
        SplittableRandom random = seed.random();
        Tensors.fill(tensor, i -> random.nextGaussian());
    }
}
