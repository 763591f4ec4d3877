package dev.eckart.app.onnx.narrow;

import dev.eckart.app.onnx.constant.ConstantValue;
import dev.eckart.app.onnx.constant.ConstantValues;
import dev.eckart.app.onnx.model.Attributes;
import dev.eckart.app.onnx.model.Graph;
import dev.eckart.app.onnx.model.Shapes;
import dev.eckart.app.onnx.proto.NodeProto;
import java.util.List;
import java.util.Optional;

/**
 * What a model asks itself for of the sizes of a value.
 *
 * @param constants what is known of the model
 * @param shapes sizes of its values
 */
record AskedSizes(ConstantValues constants, Shapes shapes) {
    /** Whether only sizes are asked for that stay when there are fewer numbers. */
    boolean stay(NodeProto shape, Place place) {
        Graph graph = constants.graph();
        Attributes attributes = new Attributes(shape);
        Optional<List<Long>> dims = shapes.of(shape.getInput(0));
        String asked = shape.getOutput(0);
        return dims.isPresent()
                && attributes.integer("start", 0) == 0
                && attributes.named("end").isEmpty()
                && !graph.isUsedElsewhere(asked)
                && graph.consumers(asked).stream()
                        .allMatch(node ->
                                picks(graph.nodes().get(node), dims.get().size(), place));
    }

    /** Whether a node takes single sizes, and not that of the axis along which the numbers lie. */
    private boolean picks(NodeProto node, int axes, Place place) {
        long inner = axes - place.inner();
        if (node.getOpType().equals("Gather")) {
            return constants
                    .value(node.getInput(1))
                    .map(ConstantValue::whole)
                    .filter(which -> which.stream().noneMatch(axis -> absolute(axis, axes) == inner))
                    .isPresent();
        }
        if (!node.getOpType().equals("Slice") || node.getInputCount() < 3 || node.getInputCount() > 4) {
            return false;
        }
        Optional<Long> from = first(node.getInput(1));
        Optional<Long> to = first(node.getInput(2));
        return from.isPresent()
                && to.isPresent()
                && !(inner >= absolute(from.get(), axes) && inner < absolute(to.get(), axes));
    }

    private Optional<Long> first(String operand) {
        return constants.value(operand).map(all -> all.whole().get(0));
    }

    private static long absolute(long index, int axes) {
        return index < 0 ? index + axes : index;
    }
}
