package dev.eckart.app.onnx.rewrite;

import dev.eckart.app.onnx.model.Graph;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.proto.TensorProto;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.tensor.TensorValues;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

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
     * Sizes that a node takes, or what puts sizes together for it: others may read those too, so that the node gets a copy of
     * its own.
     *
     * @param reader index of the node whose sizes they are
     * @param node index of the node that takes them: the reader itself, or what it reads
     * @param input which operand, from 0
     * @param dims sizes of the operand itself: of one axis, or of none if it is a single size
     * @param sizes the new ones
     */
    public record Operand(int reader, int node, int input, List<Long> dims, List<Long> sizes) {
        /** The tensor. */
        TensorProto tensor(Graph graph) {
            double[] numbers = sizes.stream().mapToDouble(Long::doubleValue).toArray();
            return new TensorValues(dims, DataType.INT64, numbers).proto(free(graph, reader, "/sizes-" + input));
        }
    }

    private static String free(Graph graph, int node, String what) {
        return graph.free(Graph.name(graph.nodes().get(node)) + what);
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
        return operands.stream().anyMatch(operand -> operand.reader() == node);
    }

    /** A node with its new operands, which are added to a list, behind what puts them together for it. */
    List<NodeProto> resized(Graph graph, int node, List<TensorProto> tensors) {
        Map<Integer, NodeProto.Builder> resized = new TreeMap<>();
        for (Operand operand : operands) {
            if (operand.reader() == node) {
                TensorProto tensor = operand.tensor(graph);
                tensors.add(tensor);
                resized.computeIfAbsent(operand.node(), of -> graph.nodes().get(of).toBuilder())
                        .setInput(operand.input(), tensor.getName());
            }
        }
        NodeProto.Builder reader =
                resized.containsKey(node) ? resized.remove(node) : graph.nodes().get(node).toBuilder();
        List<NodeProto> written = new ArrayList<>();
        resized.values().forEach(sizes -> {
            String shared = sizes.getOutput(0);
            String own = free(graph, node, "/sizes");
            reader.setInput(reader.getInputList().indexOf(shared), own);
            written.add(sizes.setName(own).setOutput(0, own).build());
        });
        written.add(reader.build());
        return written;
    }
}
