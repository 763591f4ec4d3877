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
 * @param arrangement how rows lie in those values
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
        Arrangement arrangement,
        DataType type,
        String source,
        Factor layer) {
    /** The same layer with the same numbers in other tensors. */
    Site with(Factor same) {
        return new Site(name, operator, input, output, nodes, arrangement, type, source, same);
    }

    /** The operators that are factorised. */
    public enum Operator {
        /** {@code alpha A B + beta C}. */
        GEMM,
        /** {@code A B}, with a constant added behind it or not. */
        MATMUL,
        /** A product whose axes letters name, with a constant added behind it or not. */
        EINSUM,
        /** A convolution. */
        CONV
    }

    /**
     * Whether the input is taken transposed.
     *
     * @return true of a {@code Gemm} that says so
     */
    public boolean transposed() {
        return arrangement.transposed();
    }

    /**
     * Axes of a stack of matrices.
     *
     * @return their sizes; empty for one matrix
     */
    public List<Long> stack() {
        return arrangement.stack();
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
