package dev.eckart.app.onnx.kind;

import dev.eckart.app.onnx.constant.ConstantValue;
import dev.eckart.app.onnx.layer.LayerNode;
import dev.eckart.app.onnx.model.Graph;
import dev.eckart.app.onnx.proto.NodeProto;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A constant that an Add behind a product adds to each row of it alike, and nothing else becomes of the product.
 *
 * @param index index of the Add
 * @param output name of what it makes
 * @param bias what is added, 1 x columns
 * @param dims sizes of what is added as it is written again
 */
record RowBias(int index, String output, ConstantValue bias, List<Long> dims) {
    /** What is added behind a product whose last axes are a row; it may have at most so many axes. */
    static Optional<RowBias> behind(LayerNode node, List<Long> row, int mostAxes) {
        Graph graph = node.constants().graph();
        String product = node.proto().getOutput(0);
        List<Integer> consumers = graph.consumers(product);
        if (consumers.size() != 1 || graph.isUsedElsewhere(product)) {
            return Optional.empty();
        }
        NodeProto add = graph.nodes().get(consumers.get(0));
        if (!graph.isStandard(add)
                || !add.getOpType().equals("Add")
                || add.getAttributeCount() > 0
                || add.getInputCount() != 2) {
            return Optional.empty();
        }
        String other = add.getInput(add.getInput(0).equals(product) ? 1 : 0);
        return node.constants()
                .value(other)
                .filter(value -> value.dims().size() <= mostAxes)
                .flatMap(value -> row(value, row)
                        .map(bias ->
                                new RowBias(consumers.get(0), add.getOutput(0), bias, stretched(value.dims(), row))));
    }

    /** A constant that is added to each row alike, as long as one. */
    static Optional<ConstantValue> row(ConstantValue value, List<Long> row) {
        long columns = ConstantValue.elements(row);
        boolean alongRow = value.elements() == columns && value.dims().equals(stretched(value.dims(), row));
        if (!value.type().isReal() || !alongRow && value.elements() != 1) {
            return Optional.empty();
        }
        List<Long> all = List.of(1L, columns);
        return Optional.of(alongRow ? value.reshaped(all) : value.repeated(all));
    }

    /** The sizes of a row behind as many axes of size 1 as what is added has more: the result keeps its shape. */
    private static List<Long> stretched(List<Long> dims, List<Long> row) {
        return Stream.concat(Collections.nCopies(Math.max(0, dims.size() - row.size()), 1L).stream(), row.stream())
                .toList();
    }
}
