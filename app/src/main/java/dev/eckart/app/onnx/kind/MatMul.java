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
import dev.eckart.app.onnx.model.AxisOrder;
import dev.eckart.app.onnx.model.Graph;
import dev.eckart.app.onnx.model.Shapes;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.spi.compress.Storage.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** {@code A B} of constant B, one matrix or a stack of them, with a constant added behind it or not. */
final class MatMul implements LayerKind {
    @Override
    public String operator() {
        return "MatMul";
    }

    /** Nothing of a product of two values, both made by the model as it runs: no layer. */
    @Override
    public Optional<Found> find(LayerNode node) {
        Graph.requireInputs(node.proto(), 2);
        Optional<ConstantValue> weights = node.constant(1);
        if (weights.isEmpty()) {
            return node.obstacle(1)
                    .or(() -> node.isConstant(0) ? Optional.of("its constant is the left operand") : Optional.empty())
                    .map(node::skipped);
        }
        if (node.isConstant(0)) {
            return Optional.of(node.skipped("both its operands are constant"));
        }
        ConstantValue b = weights.get();
        int matrices = b.dims().size() - 2;
        if (matrices < 0 || !b.isReadable()) {
            return Optional.of(node.skipped("its weights are no matrices of real numbers"));
        }
        List<Long> stack = b.dims().subList(0, matrices);
        OptionalInt taken = stack.isEmpty()
                ? OptionalInt.of(2)
                : node.sizes().axes(node.proto().getInput(0));
        if (taken.isEmpty()) {
            return Optional.of(node.skipped("its weights are a stack, and whether a vector meets it is not known"));
        }
        int blocks = (int) ConstantValue.elements(stack);
        List<Long> row = b.dims().subList(matrices + 1, matrices + 2);
        Optional<RowBias> added = blocks == 1 ? RowBias.behind(node, row, Integer.MAX_VALUE) : Optional.empty();
        List<Long> biasDims = added.map(RowBias::dims).orElse(List.of());
        return Optional.of(ProductFactors.site(
                node,
                0,
                sideBySide(b),
                added,
                new Matrices(stack, taken.getAsInt() == 1, biasDims, axes(node, b)),
                Geometry.product(blocks)));
    }

    /** Of rows in a matrix alone: rows in a stack would have to lie in one again. */
    private static List<Integer> axes(LayerNode node, ConstantValue b) {
        if (b.dims().size() != 2) {
            return List.of();
        }
        List<Integer> axes = FlattenedAxes.of(node, b);
        boolean matrix =
                !axes.isEmpty() && node.sizes().axes(node.proto().getInput(0)).orElse(0) == 2;
        return matrix ? axes : List.of();
    }

    /** The matrices of a stack as one, side by side. */
    private static ConstantValue sideBySide(ConstantValue stack) {
        int matrices = stack.dims().size() - 2;
        List<Long> order = new ArrayList<>(AxisOrder.same(matrices).axes());
        order.add(0, (long) matrices);
        order.add(matrices + 1L);
        long rows = stack.dims().get(matrices);
        return stack.reordered(new AxisOrder(order)).reshaped(List.of(rows, stack.elements() / rows));
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
     * Rows of the matrices of a stack.
     *
     * @param stack axes before the last two of the weights; empty for one matrix
     * @param vector whether a vector meets a stack: the result has an axis less than other products have
     * @param biasDims sizes of the axes of what is added, if anything is
     * @param axes sizes of the axes of a tensor that each row was before it was flattened; empty if it was none
     */
    record Matrices(List<Long> stack, boolean vector, List<Long> biasDims, List<Integer> axes) implements Arrangement {
        /** Rows that were no tensors. */
        Matrices(List<Long> stack, boolean vector, List<Long> biasDims) {
            this(stack, vector, biasDims, List.of());
        }

        @Override
        public List<Rows> taken(LinearShape layer, Values values) {
            return StackRows.of(values, stack, layer.geometry().blocks());
        }

        @Override
        public Arrangement ofInput() {
            return new Matrices(stack, false, List.of(), axes);
        }

        @Override
        public List<Rows> hidden(LinearShape last, Values values) {
            return taken(last, values);
        }

        @Override
        public List<Rows> made(LinearShape layer, Values values) {
            return taken(layer, vector ? StackRows.arranged(values, stack, layer.blockOutputs()) : values);
        }

        @Override
        public boolean isResizable() {
            return stack.isEmpty();
        }

        @Override
        public PossibleForms forms(LinearShape layer) {
            return PossibleForms.product(layer, axes);
        }

        @Override
        public Form bytes(LinearShape factor) {
            return stack.isEmpty() && factor.geometry().mode().isEmpty() ? Form.BYTE_PRODUCTS : Form.NUMBERS;
        }

        @Override
        public List<Long> sizes(LinearShape factor, int index, int last) {
            return factor.geometry()
                    .mode()
                    .map(mode -> ModeNodes.sizes(factor, mode))
                    .orElseGet(() -> Stream.concat(
                                    stack.stream(), Stream.of((long) factor.rows(), (long) factor.blockOutputs()))
                            .toList());
        }

        @Override
        public String write(Site site, List<Factor> factors, FactorWriter writer) {
            String input = vector
                    ? Nodes.reshape(
                            writer,
                            site.input(),
                            List.of(1L, (long) site.shape().rows()),
                            "row",
                            writer.fresh("row"))
                    : site.input();
            int last = factors.size() - 1;
            return writer.chain(input, factors.size(), (i, from, to) -> {
                Factor factor = factors.get(i);
                if (factor.geometry().mode().isPresent()) {
                    ModeNodes.write(writer, i, factors, from, to);
                    return;
                }
                Supplier<String> weights = () ->
                        writer.weights(i, sizes(factor.shape(), i, last), factor, () -> ProductFactors.stacked(factor));
                ProductFactors.write(writer, i, factor, biasDims(factor), to, made -> {
                    if (i < last || !vector) {
                        return ProductFactors.product(writer, i, from, factor, weights, made);
                    }
                    // The axis that was there for the product alone goes again.
                    String row = ProductFactors.product(writer, i, from, factor, weights, writer.fresh("vector/row"));
                    List<Long> sizes = Stream.concat(stack.stream(), Stream.of((long) factor.blockOutputs()))
                            .toList();
                    return Nodes.reshape(writer, row, sizes, "vector", made);
                });
            });
        }

        /** As what is added lies now, along a row of the factor's width. */
        private List<Long> biasDims(Factor factor) {
            List<Long> dims = new ArrayList<>(biasDims);
            if (!dims.isEmpty()) {
                dims.set(dims.size() - 1, (long) factor.weights().columns());
            }
            return dims;
        }
    }
}
