package dev.eckart.app.onnx.kind;

import dev.eckart.app.onnx.constant.ConstantValue;
import dev.eckart.app.onnx.form.Factor;
import dev.eckart.app.onnx.form.Geometry;
import dev.eckart.app.onnx.form.LinearShape;
import dev.eckart.app.onnx.form.PossibleForms;
import dev.eckart.app.onnx.layer.Arrangement;
import dev.eckart.app.onnx.layer.FactorWriter;
import dev.eckart.app.onnx.layer.LayerKind;
import dev.eckart.app.onnx.layer.LayerNode;
import dev.eckart.app.onnx.layer.Rows;
import dev.eckart.app.onnx.layer.Site;
import dev.eckart.app.onnx.model.Attributes;
import dev.eckart.app.onnx.model.AxisOrder;
import dev.eckart.app.onnx.model.Graph;
import dev.eckart.app.onnx.model.Shapes;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.spi.compress.Storage.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code alpha A B + beta C}, A and B transposed or not. */
final class Gemm implements LayerKind {
    /** Since then Gemm need not add anything. */
    private static final long BARE_SINCE = 11;

    @Override
    public String operator() {
        return "Gemm";
    }

    @Override
    public Optional<Found> find(LayerNode node) {
        Graph.requireInputs(node.proto(), 2);
        Optional<ConstantValue> weights = node.constant(1);
        if (weights.isEmpty()) {
            return Optional.of(node.unknown(1));
        }
        ConstantValue b = weights.get();
        if (b.dims().size() != 2 || !b.isReadable()) {
            return Optional.of(node.skipped("its weights are no matrix of real numbers"));
        }
        Attributes attributes = node.attributes();
        ConstantValue w = (attributes.integer("transB", 0) != 0 ? b.reordered(AxisOrder.reversed(2)) : b)
                .scaled(attributes.real("alpha", 1));
        Optional<ConstantValue> bias = node.has(2)
                ? node.constant(2)
                        .flatMap(c -> RowBias.row(c, w.dims().subList(1, 2)))
                        .map(c -> c.scaled(attributes.real("beta", 1)))
                : Optional.empty();
        if (node.has(2) && bias.isEmpty()) {
            return Optional.of(node.skipped(node.obstacle(2)
                    .map(reason -> "of its bias: " + reason)
                    .orElse("what it adds is not the same constant for each row")));
        }
        NodeProto proto = node.proto();
        boolean transposed = attributes.integer("transA", 0) != 0;
        return Optional.of(new Site(
                Graph.name(proto),
                operator(),
                proto.getInput(0),
                proto.getOutput(0),
                List.of(node.index()),
                new Matrix(transposed, transposed ? List.of() : FlattenedAxes.of(node, w)),
                w,
                bias,
                Geometry.PRODUCT));
    }

    @Override
    public int weightsInput() {
        return 1;
    }

    @Override
    public double macs(NodeProto node, Shapes shapes) {
        return new MacCount(shapes).product(node, node.getInput(1));
    }

    /**
     * Rows of one matrix.
     *
     * @param transposed whether its columns are the rows
     * @param axes sizes of the axes of a tensor that each row was before it was flattened; empty if it was none
     */
    record Matrix(boolean transposed, List<Integer> axes) implements Arrangement {
        @Override
        public List<Rows> taken(LinearShape layer, Values values) {
            return List.of(new ProductRows(values, transposed));
        }

        @Override
        public List<Rows> hidden(LinearShape last, Values values) {
            return List.of(new ProductRows(values, false));
        }

        @Override
        public List<Rows> made(LinearShape layer, Values values) {
            return List.of(new ProductRows(values, false));
        }

        @Override
        public boolean isResizable() {
            return !transposed;
        }

        @Override
        public PossibleForms forms(LinearShape layer) {
            return PossibleForms.product(layer, axes);
        }

        @Override
        public Form bytes(LinearShape factor) {
            return factor.geometry().mode().isEmpty() ? Form.BYTE_PRODUCTS : Form.NUMBERS;
        }

        @Override
        public List<Long> sizes(LinearShape factor, int index, int last) {
            return factor.geometry()
                    .mode()
                    .map(mode -> ModeNodes.sizes(factor, mode))
                    .orElseGet(() -> List.of((long) factor.rows(), (long) factor.columns()));
        }

        @Override
        public String write(Site site, List<Factor> factors, FactorWriter writer) {
            String input = transposed
                    ? writer.add(Nodes.transpose(site.input()), "transposed", writer.fresh("transposed"))
                    : site.input();
            int last = factors.size() - 1;
            return writer.chain(input, factors.size(), (i, from, to) -> {
                Factor factor = factors.get(i);
                if (factor.geometry().mode().isPresent()) {
                    ModeNodes.write(writer, i, factors, from, to);
                    return;
                }
                if (factor.form() == Form.BYTE_PRODUCTS) {
                    ProductFactors.write(
                            writer, i, factor, List.of(), to, made -> ByteNodes.product(writer, i, from, factor, made));
                    return;
                }
                String weights = writer.weights(i, sizes(factor.shape(), i, last), factor, factor::weights);
                List<String> operands = new ArrayList<>(List.of(from, weights));
                List<Long> row = List.of((long) factor.weights().columns());
                factor.bias().ifPresent(bias -> operands.add(writer.bias(i, row, bias)));
                boolean bare = operands.size() == 2 && writer.opset() < BARE_SINCE;
                NodeProto.Builder node =
                        bare ? Nodes.matMul(from, weights) : Nodes.stretching("Gemm", operands, writer.opset());
                writer.add(node, FactorWriter.part(i), to);
            });
        }
    }
}
