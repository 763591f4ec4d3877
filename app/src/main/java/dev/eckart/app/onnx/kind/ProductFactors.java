package dev.eckart.app.onnx.kind;

import dev.eckart.app.onnx.constant.ConstantValue;
import dev.eckart.app.onnx.form.Factor;
import dev.eckart.app.onnx.form.Geometry;
import dev.eckart.app.onnx.layer.Arrangement;
import dev.eckart.app.onnx.layer.FactorWriter;
import dev.eckart.app.onnx.layer.LayerNode;
import dev.eckart.app.onnx.layer.Site;
import dev.eckart.app.onnx.model.Graph;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.spi.compress.Storage.Form;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** What products have in common whose bias is an Add behind them. */
final class ProductFactors {
    private ProductFactors() {}

    /** The layer that a product and what is added behind it are. */
    static Site site(
            LayerNode node,
            int input,
            ConstantValue weights,
            Optional<RowBias> added,
            Arrangement arrangement,
            Geometry geometry) {
        NodeProto proto = node.proto();
        return new Site(
                Graph.name(proto),
                proto.getOpType(),
                proto.getInput(input),
                added.map(RowBias::output).orElse(proto.getOutput(0)),
                added.map(add -> List.of(node.index(), add.index())).orElse(List.of(node.index())),
                arrangement,
                weights,
                added.map(RowBias::bias),
                geometry);
    }

    /**
     * Writes a product, and behind it what is added, stored with sizes if there are some; {@code product} writes the former
     * to a value of some name.
     */
    static void write(
            FactorWriter writer,
            int index,
            Factor factor,
            List<Long> biasDims,
            String output,
            UnaryOperator<String> product) {
        if (factor.bias().isEmpty()) {
            product.apply(output);
            return;
        }
        String part = FactorWriter.part(index);
        String made = product.apply(writer.fresh(part + "/product"));
        List<Long> row = List.of((long) factor.weights().columns());
        String bias = writer.bias(
                index, biasDims.isEmpty() ? row : biasDims, factor.bias().get());
        writer.add(Nodes.stretching("Add", List.of(made, bias), writer.opset()), part + "/bias", output);
    }

    /** Writes the product of a value with weights, of which {@code weights} writes the numbers. */
    static String product(
            FactorWriter writer, int index, String input, Factor factor, Supplier<String> weights, String output) {
        return factor.form() == Form.BYTE_PRODUCTS
                ? ByteNodes.product(writer, index, input, factor, output)
                : writer.add(Nodes.matMul(input, weights.get()), FactorWriter.part(index), output);
    }

    /** Blocks side by side as blocks one after the other. */
    static Tensor stacked(Factor factor) {
        int blocks = factor.geometry().blocks();
        if (blocks == 1) {
            return factor.weights();
        }
        double[] all = new double[factor.weights().size()];
        int at = 0;
        for (int block = 0; block < blocks; block++) {
            double[] part = factor.block(block).doubles();
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return Tensors.wrap(1, all.length, all);
    }
}
