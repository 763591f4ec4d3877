package dev.eckart.app.onnx.site;

import dev.eckart.app.onnx.form.Factor;
import dev.eckart.app.onnx.model.DataType;
import java.util.List;
import java.util.Optional;

/**
 * A layer that can be factorised.
 *
 * @param name what a person calls it
 * @param operator what computes it
 * @param input name of the value it takes
 * @param output name of the value it makes
 * @param nodes indices of the nodes it consists of, the one that makes the output last
 * @param transposed whether the input is taken transposed, as {@code Gemm} can
 * @param stack axes before the last two of a stack of matrices; empty for one matrix
 * @param type element type of the weights
 * @param source name of the stored tensor that the weights are made of
 * @param layer the layer as a linear operator, its weights in float64
 */
public record Site(
        String name,
        Operator operator,
        String input,
        String output,
        List<Integer> nodes,
        boolean transposed,
        List<Long> stack,
        DataType type,
        String source,
        Factor layer) {
    /** The same layer with the same numbers in other tensors. */
    Site with(Factor same) {
        return new Site(name, operator, input, output, nodes, transposed, stack, type, source, same);
    }

    /** The operators that are factorised. */
    public enum Operator {
        /** {@code alpha A B + beta C}. */
        GEMM,
        /** {@code A B}, with a constant added behind it or not. */
        MATMUL,
        /** A convolution. */
        CONV
    }

    /**
     * A layer that is left alone.
     *
     * @param name what a person calls it
     * @param operator its operator, as the model names it
     * @param reason why
     */
    public record Left(String name, String operator, String reason) {}

    /**
     * Either of the two.
     *
     * @param site the layer, if it can be factorised
     * @param left the layer, if it cannot
     */
    public record Finding(Optional<Site> site, Optional<Left> left) {
        static Finding of(Site site) {
            return new Finding(Optional.of(site), Optional.empty());
        }

        static Finding left(String name, String operator, String reason) {
            return new Finding(Optional.empty(), Optional.of(new Left(name, operator, reason)));
        }
    }
}
