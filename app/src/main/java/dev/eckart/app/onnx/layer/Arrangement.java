package dev.eckart.app.onnx.layer;

import java.util.List;
import java.util.Optional;

/**
 * How the rows of a layer lie in what it takes and makes.
 *
 * @param transposed whether the input is taken transposed, as {@code Gemm} can
 * @param stack axes before the last two of a stack of matrices; empty for one matrix
 * @param vector whether a vector meets a stack: the result has an axis less than other products have
 * @param bias sizes of the axes of what is added; empty if nothing is
 * @param equation the letters of an Einsum whose rows do not lie as those of a MatMul
 */
public record Arrangement(
        boolean transposed, List<Long> stack, boolean vector, List<Long> bias, Optional<Equation> equation) {
    /** Rows along the last axis. */
    static final Arrangement ROWS = new Arrangement(false, List.of(), false, List.of(), Optional.empty());

    Arrangement withStack(List<Long> axes, boolean ofVector) {
        return new Arrangement(transposed, axes, ofVector, bias, equation);
    }

    Arrangement withTransposed(boolean turned) {
        return new Arrangement(turned, stack, vector, bias, equation);
    }

    Arrangement withBias(List<Long> axes) {
        return new Arrangement(transposed, stack, vector, axes, equation);
    }

    Arrangement withEquation(Equation letters) {
        return new Arrangement(transposed, letters.sizes(letters.stacked()), vector, bias, Optional.of(letters));
    }
}
