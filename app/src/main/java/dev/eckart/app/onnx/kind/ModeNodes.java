package dev.eckart.app.onnx.kind;

import dev.eckart.app.onnx.form.Factor;
import dev.eckart.app.onnx.form.LinearShape;
import dev.eckart.app.onnx.form.ModeProduct;
import dev.eckart.app.onnx.layer.FactorWriter;
import dev.eckart.app.onnx.model.Attributes;
import dev.eckart.tensor.Tensors;
import java.util.List;

/**
 * Writes products along the axes of a tensor. Those along the last one are the rows of one tall matrix; along another one
 * numbers lie as the channels of a convolution with a window of one, which is a layer of its own where a MatMul with its
 * constant on the left is none.
 */
final class ModeNodes {
    private static final long ANY = -1;

    private ModeNodes() {}

    /** How the weights are stored. */
    static List<Long> sizes(LinearShape factor, ModeProduct mode) {
        long rows = factor.rows();
        long columns = factor.columns();
        return mode.isLast() ? List.of(rows, columns) : List.of(columns, rows, 1L);
    }

    /** Writes one of a chain of factors; the last product along an axis makes rows again. */
    static void write(FactorWriter writer, int index, List<Factor> factors, String input, String output) {
        Factor factor = factors.get(index);
        ModeProduct mode = factor.geometry().mode().orElseThrow();
        long length = factor.weights().rows();
        String part = FactorWriter.part(index);
        List<Long> taken = mode.isLast() ? List.of(ANY, length) : List.of(ANY, length, (long) mode.inner());
        String tensor = Nodes.reshape(writer, input, taken, part + "/tensor", writer.fresh(part + "/tensor"));
        boolean goesOn = index + 1 < factors.size()
                && factors.get(index + 1).geometry().mode().isPresent();
        String made = goesOn ? output : writer.fresh(part + "/narrow");
        String weights = writer.weights(
                index,
                sizes(factor.shape(), mode),
                factor,
                () -> mode.isLast() ? factor.weights() : Tensors.transpose(factor.weights()));
        writer.add(
                mode.isLast()
                        ? Nodes.matMul(tensor, weights)
                        : Nodes.node("Conv", List.of(tensor, weights))
                                .addAttribute(Attributes.ofIntegers("kernel_shape", List.of(1L))),
                part,
                made);
        if (!goesOn) {
            List<Long> row = List.of(ANY, mode.made(factor.weights().columns()));
            Nodes.reshape(writer, made, row, part + "/row", output);
        }
    }
}
