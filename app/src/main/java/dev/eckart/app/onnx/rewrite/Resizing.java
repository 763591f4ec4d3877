package dev.eckart.app.onnx.rewrite;

import dev.eckart.app.onnx.model.DataType;
import dev.eckart.app.onnx.model.Graph;
import dev.eckart.app.onnx.model.TensorValues;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.proto.TensorProto;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Sizes between layers that are other ones where a layer makes fewer numbers than it did.
 *
 * @param operands sizes that nodes take as operands
 * @param values names of the values whose sizes are other ones, whatever the model says of them
 */
public record Resizing(List<Operand> operands, Set<String> values) {
    /** All as it was. */
    public static final Resizing NONE = new Resizing(List.of(), Set.of());

    /**
     * Sizes that a node takes.
     *
     * @param node index of the node
     * @param input which operand, from 0
     * @param sizes the new ones, along one axis
     */
    public record Operand(int node, int input, List<Long> sizes) {
        /** The tensor. */
        TensorProto tensor(Graph graph) {
            String wanted = Graph.name(graph.nodes().get(node)) + "/sizes-" + input;
            String name = Stream.iterate(wanted, taken -> taken + "_")
                    .filter(free -> !graph.knows(free))
                    .findFirst()
                    .orElseThrow();
            double[] numbers = sizes.stream().mapToDouble(Long::doubleValue).toArray();
            return new TensorValues(List.of((long) numbers.length), DataType.INT64, numbers).proto(name);
        }
    }

    /**
     * This and others.
     *
     * @param all sizes of which none belongs to a node of another
     * @return all of them
     */
    public static Resizing of(List<Resizing> all) {
        Set<String> values = new HashSet<>();
        all.forEach(one -> values.addAll(one.values()));
        return new Resizing(all.stream().flatMap(one -> one.operands().stream()).toList(), values);
    }

    /** Whether a node has other operands. */
    boolean concerns(int node) {
        return operands.stream().anyMatch(operand -> operand.node() == node);
    }

    /** A node with its new operands, which are added to a list. */
    NodeProto resized(Graph graph, int node, List<TensorProto> tensors) {
        NodeProto.Builder resized = graph.nodes().get(node).toBuilder();
        for (Operand operand : operands) {
            if (operand.node() == node) {
                TensorProto tensor = operand.tensor(graph);
                tensors.add(tensor);
                resized.setInput(operand.input(), tensor.getName());
            }
        }
        return resized.build();
    }
}
