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
import dev.eckart.app.onnx.model.EinsumTerms;
import dev.eckart.app.onnx.model.Shapes;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.runtime.Values;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A product of one value with constant weights whose axes letters name, with a constant added behind it or not. */
final class Einsum implements LayerKind {
    @Override
    public String operator() {
        return "Einsum";
    }

    /** Nothing of a contraction without weights. */
    @Override
    public Optional<Found> find(LayerNode node) {
        int inputs = node.proto().getInputCount();
        Optional<Integer> known = Stream.of(1, 0)
                .filter(i -> i < inputs && node.constant(i).isPresent())
                .findFirst();
        if (known.isEmpty()) {
            return Stream.iterate(0, i -> i < inputs, i -> i + 1)
                    .flatMap(i -> node.obstacle(i).stream())
                    .findFirst()
                    .map(node::skipped);
        }
        int at = known.get();
        if (inputs != 2 || node.isConstant(1 - at)) {
            return Optional.of(node.skipped("it is no product of one value with constant weights"));
        }
        ConstantValue weights = node.constant(at).orElseThrow();
        EinsumTerms terms = EinsumTerms.of(node.attributes().text("equation", ""));
        Optional<Equation> equation = Equation.of(terms, at, weights.dims());
        if (equation.isEmpty() || !weights.isReadable()) {
            return Optional.of(node.skipped("its equation is no product of rows with matrices of real numbers"));
        }
        return Optional.of(site(node, 1 - at, weights, equation.get()));
    }

    private static Site site(LayerNode node, int input, ConstantValue weights, Equation letters) {
        int blocks = (int) ConstantValue.elements(letters.stack());
        int mostAxes = letters.isMatMul() ? Integer.MAX_VALUE : letters.fewestAxes();
        List<Long> row = letters.sizes(letters.added());
        Optional<RowBias> added =
                blocks == 1 && letters.endsInAdded() ? RowBias.behind(node, row, mostAxes) : Optional.empty();
        List<Long> biasDims = added.map(RowBias::dims).orElse(List.of());
        ConstantValue matrix = weights.reordered(letters.sideBySide()).reshaped(letters.matrixSizes());
        return ProductFactors.site(
                node,
                input,
                matrix,
                added,
                letters.isMatMul() ? new MatMul.Matrices(List.of(), false, biasDims) : new Letters(letters, biasDims),
                Geometry.product(blocks));
    }

    @Override
    public int weightsInput() {
        return 1;
    }

    @Override
    public double macs(NodeProto node, Shapes shapes) {
        return new Contraction(shapes, node).macs();
    }

    /**
     * Rows along axes that letters name.
     *
     * @param equation the letters
     * @param biasDims sizes of the axes of what is added, if anything is
     */
    record Letters(Equation equation, List<Long> biasDims) implements Arrangement {
        @Override
        public List<Rows> taken(LinearShape layer, Values values) {
            return rows(ordered(equation.taken(values.dims().length), values), layer.rows(), layer);
        }

        @Override
        public Arrangement ofInput() {
            return new Letters(equation, List.of());
        }

        @Override
        public List<Rows> hidden(LinearShape last, Values values) {
            return rows(values, last.rows(), last);
        }

        @Override
        public List<Rows> made(LinearShape layer, Values values) {
            return rows(ordered(equation.made(values.dims().length), values), layer.blockOutputs(), layer);
        }

        private static Values ordered(AxisOrder order, Values values) {
            List<Long> sizes = Arrays.stream(values.dims()).boxed().toList();
            return new Values(values.dims(), order.elements(sizes, values.numbers()));
        }

        private List<Rows> rows(Values values, int width, LinearShape layer) {
            return StackRows.of(
                    StackRows.arranged(values, equation.stack(), width),
                    equation.stack(),
                    layer.geometry().blocks());
        }

        @Override
        public PossibleForms forms(LinearShape layer) {
            return PossibleForms.matrix(layer.geometry());
        }

        @Override
        public List<Long> sizes(LinearShape factor, int index, int last) {
            return equation.sizes(index, last, factor.rows(), factor.blockOutputs());
        }

        @Override
        public String write(Site site, List<Factor> factors, FactorWriter writer) {
            int last = factors.size() - 1;
            return writer.chain(site.input(), factors.size(), (i, from, to) -> {
                Factor factor = factors.get(i);
                String weights =
                        writer.weights(i, sizes(factor.shape(), i, last), factor, () -> ProductFactors.stacked(factor));
                NodeProto.Builder product = Nodes.node("Einsum", List.of(from, weights))
                        .addAttribute(Attributes.ofText("equation", equation.factor(i, last)));
                ProductFactors.write(
                        writer, i, factor, biasDims, to, made -> writer.add(product, FactorWriter.part(i), made));
            });
        }
    }
}
