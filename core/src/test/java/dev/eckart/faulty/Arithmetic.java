package dev.eckart.faulty;

import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;

/** Sums of tensors of any precision, for small ones. */
final class Arithmetic {
    private Arithmetic() {}

    /** Multiplies a tensor in place. */
    static void scale(Tensor tensor, double factor) {
        Tensor old = Tensors.copy(tensor, tensor.precision());
        Tensors.fill(tensor, i -> factor * Tensors.element(old).applyAsDouble(i));
    }

    /** A new tensor {@code x + factor y}. */
    static Tensor plus(Tensor x, double factor, Tensor y) {
        Tensor sum = Tensors.copy(x, x.precision());
        Tensors.fill(
                sum,
                i -> Tensors.element(x).applyAsDouble(i)
                        + factor * Tensors.element(y).applyAsDouble(i));
        return sum;
    }
}
