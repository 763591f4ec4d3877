package dev.eckart.app.onnx.kind;

import dev.eckart.app.onnx.form.Bytes;
import dev.eckart.app.onnx.form.Factor;
import dev.eckart.app.onnx.layer.FactorWriter;
import dev.eckart.app.onnx.model.Attributes;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.tensor.DataType;
import java.util.List;

/** Writes factors whose weights are bytes. */
final class ByteNodes {
    private ByteNodes() {}

    /** Rows of a table of bytes, each made numbers by a scale of its own when it has been taken. */
    static void rows(FactorWriter writer, int index, String indices, Factor factor, String output) {
        Bytes bytes = Bytes.ofRows(factor.weights());
        String part = FactorWriter.part(index);
        List<Long> sizes =
                List.of((long) factor.weights().rows(), (long) factor.weights().columns());
        String table = writer.bytes(index, sizes, factor, bytes);
        String scales = writer.scales(index, List.of(sizes.get(0), 1L), factor, bytes, writer.type());
        String taken = writer.add(Nodes.gather(table, indices), part, writer.fresh(part + "/bytes"));
        String numbers = writer.add(cast(taken, writer.type()), part + "/numbers", writer.fresh(part + "/numbers"));
        String scale = writer.add(Nodes.gather(scales, indices), part + "/scale", writer.fresh(part + "/scale"));
        writer.add(Nodes.node("Mul", List.of(numbers, scale)), part + "/scaled", output);
    }

    /**
     * A product of bytes: what goes into it gets a scale and a zero from its smallest and largest number in each run. These
     * are the operators that ONNX Runtime's own quantisation writes, which it has one kernel for.
     */
    static String product(FactorWriter writer, int index, String input, Factor factor, String output) {
        Bytes bytes = Bytes.ofProducts(factor.weights());
        String part = FactorWriter.part(index);
        List<Long> sizes =
                List.of((long) factor.weights().rows(), (long) factor.weights().columns());
        String weights = writer.bytes(index, sizes, factor, bytes);
        String scales = writer.scales(index, sizes.subList(1, 2), factor, bytes, DataType.FLOAT);
        String quantized = writer.fresh(part + "/quantized");
        String scale = writer.fresh(part + "/input-scale");
        NodeProto.Builder quantize = Nodes.node("DynamicQuantizeLinear", List.of(input))
                .addOutput(quantized)
                .addOutput(scale);
        String zero = writer.add(quantize, part + "/quantize", writer.fresh(part + "/input-zero"));
        String sums = writer.add(
                Nodes.node("MatMulInteger", List.of(quantized, weights, zero)), part, writer.fresh(part + "/sums"));
        String numbers = writer.add(cast(sums, DataType.FLOAT), part + "/numbers", writer.fresh(part + "/numbers"));
        String both = writer.add(
                Nodes.node("Mul", List.of(scale, scales)), part + "/scales", writer.fresh(part + "/both-scales"));
        return writer.add(Nodes.node("Mul", List.of(numbers, both)), part + "/scaled", output);
    }

    private static NodeProto.Builder cast(String input, DataType to) {
        return Nodes.node("Cast", List.of(input)).addAttribute(Attributes.ofInteger("to", to.code()));
    }
}
