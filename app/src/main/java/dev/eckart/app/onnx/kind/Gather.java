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
import dev.eckart.app.onnx.model.Graph;
import dev.eckart.app.onnx.model.Shapes;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.spi.compress.Storage.Form;
import java.util.List;
import java.util.Optional;

/** Rows of a constant table, by their indices: the product of the table with rows of zeros and a one. */
final class Gather implements LayerKind {
    /** Rows of a table that is worth observing, which takes as long for few rows as for many. */
    private static final int FEWEST_ROWS = 16;

    @Override
    public String operator() {
        return "Gather";
    }

    /** Nothing of what picks sizes from a shape, or numbers from a list. */
    @Override
    public Optional<Found> find(LayerNode node) {
        Graph.requireInputs(node.proto(), 2);
        Optional<ConstantValue> weights = node.constant(0);
        if (node.isConstant(1)) {
            return Optional.empty();
        }
        if (weights.isEmpty()) {
            return node.obstacle(0).map(node::skipped);
        }
        ConstantValue table = weights.get();
        if (table.dims().size() < 2 || !table.type().isReal()) {
            return Optional.empty();
        }
        long axis = node.attributes().integer("axis", 0);
        if (table.dims().size() > 2 || axis != 0 && axis != -2 || !table.isReadable()) {
            return Optional.of(node.skipped("it takes no rows of one matrix of real numbers"));
        }
        if (table.dims().get(0) < FEWEST_ROWS) {
            return Optional.of(
                    node.skipped("its table has " + table.dims().get(0) + " rows, too few to save anything"));
        }
        NodeProto proto = node.proto();
        return Optional.of(new Site(
                Graph.name(proto),
                operator(),
                proto.getInput(1),
                proto.getOutput(0),
                List.of(node.index()),
                new Table(),
                table,
                Optional.empty(),
                Geometry.LOOKUP));
    }

    @Override
    public int weightsInput() {
        return 0;
    }

    /** Nothing is multiplied. */
    @Override
    public double macs(NodeProto node, Shapes shapes) {
        return 0;
    }

    /** A row of the table for each index. */
    record Table() implements Arrangement {
        @Override
        public List<Rows> taken(LinearShape layer, Values values) {
            return List.of(new IndexRows(values, layer.rows()));
        }

        @Override
        public List<Rows> hidden(LinearShape last, Values values) {
            return last.geometry().lookup() ? taken(last, values) : List.of(new ProductRows(values, false));
        }

        @Override
        public List<Rows> made(LinearShape layer, Values values) {
            return List.of(new ProductRows(values, false));
        }

        @Override
        public PossibleForms forms(LinearShape layer) {
            return PossibleForms.matrix(Geometry.PRODUCT);
        }

        @Override
        public Form bytes(LinearShape factor) {
            return factor.geometry().lookup() ? Form.BYTE_ROWS : Form.BYTE_PRODUCTS;
        }

        @Override
        public List<Long> sizes(LinearShape factor, int index, int last) {
            return List.of((long) factor.rows(), (long) factor.columns());
        }

        @Override
        public String write(Site site, List<Factor> factors, FactorWriter writer) {
            int last = factors.size() - 1;
            return writer.chain(site.input(), factors.size(), (i, from, to) -> {
                Factor factor = factors.get(i);
                List<Long> sizes = sizes(factor.shape(), i, last);
                if (!factor.geometry().lookup()) {
                    ProductFactors.write(
                            writer,
                            i,
                            factor,
                            List.of(),
                            to,
                            made -> ProductFactors.product(
                                    writer,
                                    i,
                                    from,
                                    factor,
                                    () -> writer.weights(i, sizes, factor, factor::weights),
                                    made));
                } else if (factor.form() == Form.BYTE_ROWS) {
                    ByteNodes.rows(writer, i, from, factor, to);
                } else {
                    String table = writer.weights(i, sizes, factor, factor::weights);
                    writer.add(Nodes.gather(table, from), FactorWriter.part(i), to);
                }
            });
        }
    }
}
