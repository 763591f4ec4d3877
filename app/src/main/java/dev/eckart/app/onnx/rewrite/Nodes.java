package dev.eckart.app.onnx.rewrite;

import com.google.protobuf.ByteString;
import dev.eckart.app.onnx.form.Axis;
import dev.eckart.app.onnx.form.Window;
import dev.eckart.app.onnx.model.Attributes;
import dev.eckart.app.onnx.proto.AttributeProto;
import dev.eckart.app.onnx.proto.NodeProto;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** Makes the nodes of factors, as the model's version of the operator set has them. */
final class Nodes {
    /** Since then operators stretch their operands without being told to. */
    private static final long STRETCHES_SINCE = 7;

    /** Since then Gemm need not add anything. */
    private static final long BARE_GEMM_SINCE = 11;

    private static final long SHAPES_ARE_INPUTS_SINCE = 5;

    private static final int INT = 2;
    private static final int STRING = 3;

    private final long opset;

    Nodes(long opset) {
        this.opset = opset;
    }

    boolean hasBareGemm() {
        return opset >= BARE_GEMM_SINCE;
    }

    NodeProto.Builder gemm(List<String> inputs) {
        NodeProto.Builder node = node("Gemm", inputs);
        return opset < STRETCHES_SINCE ? node.addAttribute(integer("broadcast", 1)) : node;
    }

    NodeProto.Builder matMul(List<String> inputs) {
        return node("MatMul", inputs);
    }

    NodeProto.Builder add(List<String> inputs) {
        NodeProto.Builder node = node("Add", inputs);
        return opset < STRETCHES_SINCE ? node.addAttribute(integer("broadcast", 1)) : node;
    }

    NodeProto.Builder transpose(String input) {
        return node("Transpose", List.of(input)).addAttribute(Attributes.integers("perm", List.of(1L, 0L)));
    }

    NodeProto.Builder einsum(List<String> inputs, String equation) {
        return node("Einsum", inputs)
                .addAttribute(attribute("equation", STRING).setS(ByteString.copyFromUtf8(equation)));
    }

    /** Whether Reshape takes the new sizes as an input. */
    boolean hasShapesAsInputs() {
        return opset >= SHAPES_ARE_INPUTS_SINCE;
    }

    NodeProto.Builder reshape(List<String> inputs) {
        return node("Reshape", inputs);
    }

    NodeProto.Builder reshape(String input, List<Long> sizes) {
        return node("Reshape", List.of(input)).addAttribute(Attributes.integers("shape", sizes));
    }

    NodeProto.Builder conv(List<String> inputs, Window window, int groups) {
        NodeProto.Builder node = node("Conv", inputs)
                .addAttribute(Attributes.integers(
                        "kernel_shape", each(window, Axis::kernel).toList()))
                .addAttribute(Attributes.integers(
                        "strides", each(window, Axis::stride).toList()))
                .addAttribute(Attributes.integers(
                        "dilations", each(window, Axis::dilation).toList()))
                .addAttribute(integer("group", groups));
        if (window.autoPad().equals(Window.NOT_SET)) {
            return node.addAttribute(Attributes.integers(
                    "pads",
                    Stream.concat(each(window, Axis::padBegin), each(window, Axis::padEnd))
                            .toList()));
        }
        return node.addAttribute(attribute("auto_pad", STRING).setS(ByteString.copyFromUtf8(window.autoPad())));
    }

    private static Stream<Long> each(Window window, ToLongFunction<Axis> size) {
        return window.axes().stream().map(size::applyAsLong);
    }

    private static NodeProto.Builder node(String operator, List<String> inputs) {
        return NodeProto.newBuilder().setOpType(operator).addAllInput(inputs);
    }

    private static AttributeProto integer(String name, long value) {
        return attribute(name, INT).setI(value).build();
    }

    private static AttributeProto.Builder attribute(String name, int type) {
        return AttributeProto.newBuilder().setName(name).setType(type);
    }
}
