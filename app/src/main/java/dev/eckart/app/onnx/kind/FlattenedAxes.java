package dev.eckart.app.onnx.kind;

import dev.eckart.app.onnx.constant.ConstantValue;
import dev.eckart.app.onnx.layer.LayerNode;
import dev.eckart.app.onnx.model.Graph;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.tensor.DataType;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** What the rows that a product takes were before they were flattened: a feature map, or a picture that the model is given. */
final class FlattenedAxes {
    private static final Set<String> FLATTENING = Set.of("Flatten", "Reshape");

    /** What leaves each number where it is. */
    private static final Set<String> ELEMENTWISE =
            Set.of("Identity", "Dropout", "Cast", "Relu", "LeakyRelu", "Elu", "Clip", "Sigmoid", "Tanh", "HardSwish");

    private FlattenedAxes() {}

    /**
     * Looks back from a product to where its rows were made.
     *
     * @param node the product
     * @param weights its weights, with a row for each number of a row that it takes
     * @return sizes of the axes without those of size 1; empty if the rows were no tensors, or that is not known
     */
    static List<Integer> of(LayerNode node, ConstantValue weights) {
        // Along most axes weights are written as a convolution, of which ONNX Runtime has none in 64 bits.
        return weights.type() == DataType.DOUBLE
                ? List.of()
                : of(node, weights.dims().get(0));
    }

    private static List<Integer> of(LayerNode node, long width) {
        Graph graph = node.constants().graph();
        String value = node.proto().getInput(0);
        OptionalInt producer = graph.producer(value);
        while (producer.isPresent()) {
            NodeProto maker = graph.nodes().get(producer.getAsInt());
            boolean flattening = FLATTENING.contains(maker.getOpType());
            Graph.requireInputs(maker, flattening || ELEMENTWISE.contains(maker.getOpType()) ? 1 : 0);
            if (!graph.isStandard(maker) || !flattening && !ELEMENTWISE.contains(maker.getOpType())) {
                return List.of();
            }
            value = maker.getInput(0);
            if (flattening) {
                return wide(
                        node.sizes()
                                .of(value)
                                .filter(dims -> dims.size() > 2)
                                .map(dims -> dims.subList(1, dims.size()))
                                .orElse(List.of()),
                        width);
            }
            producer = graph.producer(value);
        }
        return wide(node.sizes().sample(value), width);
    }

    private static List<Integer> wide(List<Long> sizes, long width) {
        List<Integer> wide =
                sizes.stream().filter(size -> size != 1).map(Long::intValue).toList();
        boolean flattened = wide.size() > 1
                && wide.stream().allMatch(size -> size > 1)
                && wide.stream().mapToLong(size -> size).reduce(1, (a, b) -> a * b) == width;
        return flattened ? wide : List.of();
    }
}
