package dev.eckart.app.onnx;

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
import dev.eckart.app.onnx.model.Graph;
import dev.eckart.app.onnx.model.Shapes;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.runtime.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A kind of layer that Eckart does not have: transposed convolutions of one position, without a bias. */
final class PointwiseTranspose implements LayerKind {
    @Override
    public String operator() {
        return "ConvTranspose";
    }

    @Override
    public Optional<Found> find(LayerNode node) {
        Graph.requireInputs(node.proto(), 2);
        Optional<ConstantValue> weights = node.constant(1).filter(ConstantValue::isReadable);
        if (weights.isEmpty()) {
            return Optional.of(node.unknown(1));
        }
        List<Long> dims = weights.get().dims();
        if (node.has(2) || ConstantValue.elements(dims) != dims.get(0) * dims.get(1)) {
            return Optional.of(node.skipped("it is not pointwise"));
        }
        return Optional.of(new Site(
                Graph.name(node.proto()),
                operator(),
                node.proto().getInput(0),
                node.proto().getOutput(0),
                List.of(node.index()),
                new Channels(),
                weights.get().reshaped(dims.subList(0, 2)),
                Optional.empty(),
                Geometry.PRODUCT));
    }

    @Override
    public int weightsInput() {
        return 1;
    }

    @Override
    public double macs(NodeProto node, Shapes shapes) {
        List<Long> taken = shapes.of(node.getInput(0)).orElseThrow();
        List<Long> weights = shapes.of(node.getInput(1)).orElseThrow();
        return ConstantValue.elements(taken) * weights.get(1);
    }

    private record Channels() implements Arrangement {
        @Override
        public List<Rows> taken(LinearShape layer, Values values) {
            return List.of(new Positions(values));
        }

        @Override
        public List<Rows> hidden(LinearShape last, Values values) {
            return List.of(new Positions(values));
        }

        @Override
        public List<Rows> made(LinearShape layer, Values values) {
            return List.of(new Positions(values));
        }

        @Override
        public PossibleForms forms(LinearShape layer) {
            return PossibleForms.matrix(layer.geometry());
        }

        @Override
        public List<Long> sizes(LinearShape factor, int index, int last) {
            return List.of((long) factor.rows(), (long) factor.columns(), 1L, 1L);
        }

        @Override
        public String write(Site site, List<Factor> factors, FactorWriter writer) {
            int last = factors.size() - 1;
            return writer.chain(site.input(), factors.size(), (i, from, to) -> {
                Factor factor = factors.get(i);
                List<String> operands = new ArrayList<>(List.of(from));
                operands.add(writer.weights(i, sizes(factor.shape(), i, last), factor, factor::weights));
                writer.add(
                        NodeProto.newBuilder().setOpType("ConvTranspose").addAllInput(operands),
                        FactorWriter.part(i),
                        to);
            });
        }
    }

    private record Positions(Values values) implements Rows {
        private int each() {
            return (int) (values.dims()[2] * values.dims()[3]);
        }

        @Override
        public int count() {
            return (int) values.dims()[0] * each();
        }

        @Override
        public int width() {
            return (int) values.dims()[1];
        }

        @Override
        public void read(int row, double[] into, int at) {
            for (int i = 0; i < width(); i++) {
                into[at + i] = values.numbers()[(row / each() * width() + i) * each() + row % each()];
            }
        }
    }
}
