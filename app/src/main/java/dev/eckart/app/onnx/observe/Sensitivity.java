package dev.eckart.app.onnx.observe;

import dev.eckart.tensor.Tensor;
import java.util.List;
import java.util.function.Supplier;

/**
 * How much a model's outputs mind what a layer makes.
 *
 * @param moments of each block {@code E[G' G]}, n x n, of the gradients G of one sample's loss with respect to all rows that
 *     the layer makes of it; none if nothing is known
 * @param obstacle why nothing is, empty if something is
 */
public record Sensitivity(List<Supplier<Tensor>> moments, String obstacle) {
    /** Nothing, for nobody asked. */
    public static final Sensitivity NOT_ASKED = new Sensitivity(List.of(), "");

    static Sensitivity none(String obstacle) {
        return new Sensitivity(List.of(), obstacle);
    }
}
