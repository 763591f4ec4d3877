package dev.eckart.app.onnx.kind;

import dev.eckart.app.onnx.layer.FactorWriter;
import dev.eckart.app.onnx.model.Attributes;
import dev.eckart.app.onnx.proto.NodeProto;
import java.util.List;

/** Makes nodes that several kinds write, as the model's version of the operator set has them. */
final class Nodes {
    /** Since then operators stretch their operands without being told to. */
    private static final long STRETCHES_SINCE = 7;

    private static final long SHAPES_ARE_INPUTS_SINCE = 5;

    private Nodes() {}

    static NodeProto.Builder node(String operator, List<String> inputs) {
        return NodeProto.newBuilder().setOpType(operator).addAllInput(inputs);
    }

    static NodeProto.Builder matMul(String left, String right) {
        return node("MatMul", List.of(left, right));
    }

    static NodeProto.Builder gather(String table, String indices) {
        return node("Gather", List.of(table, indices));
    }

    /** An operator that stretches its last operand along the axes that this lacks. */
    static NodeProto.Builder stretching(String operator, List<String> inputs, long opset) {
        NodeProto.Builder node = node(operator, inputs);
        return opset < STRETCHES_SINCE ? node.addAttribute(Attributes.ofInteger("broadcast", 1)) : node;
    }

    static NodeProto.Builder transpose(String input) {
        return node("Transpose", List.of(input)).addAttribute(Attributes.ofIntegers("perm", List.of(1L, 0L)));
    }

    /** Adds a Reshape, and the sizes that it takes. */
    static String reshape(FactorWriter writer, String input, List<Long> sizes, String part, String output) {
        NodeProto.Builder node = writer.opset() < SHAPES_ARE_INPUTS_SINCE
                ? node("Reshape", List.of(input)).addAttribute(Attributes.ofIntegers("shape", sizes))
                : node("Reshape", List.of(input, writer.sizes(part, sizes)));
        return writer.add(node, part, output);
    }
}
