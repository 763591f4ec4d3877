package dev.eckart.app.onnx.rewrite;

import dev.eckart.app.onnx.model.Graph;
import dev.eckart.app.onnx.proto.GraphProto;
import dev.eckart.app.onnx.proto.NodeProto;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What only the replaced nodes needed: their weights, and the operators that made those.
 *
 * @param graph the original graph
 * @param gone the nodes that were replaced
 */
record Leftovers(Graph graph, List<NodeProto> gone) {
    /** The graph without them. */
    GraphProto removedFrom(GraphProto.Builder rewritten) {
        Map<String, Integer> uses = uses(rewritten);
        Set<String> dead = new HashSet<>();
        Set<NodeProto> deadNodes = new HashSet<>();
        Deque<String> suspects = new ArrayDeque<>();
        gone.forEach(node -> suspects.addAll(node.getInputList()));
        while (!suspects.isEmpty()) {
            String name = suspects.remove();
            if (uses.getOrDefault(name, 0) > 0 || graph.isUsedElsewhere(name) || dead.contains(name)) {
                continue;
            }
            OptionalInt producer = graph.producer(name);
            if (producer.isEmpty()) {
                if (graph.constant(name).isPresent()) {
                    dead.add(name);
                }
                continue;
            }
            NodeProto maker = graph.nodes().get(producer.getAsInt());
            boolean needed = gone.contains(maker)
                    || maker.getOutputList().stream()
                            .anyMatch(output -> uses.getOrDefault(output, 0) > 0 || graph.isUsedElsewhere(output));
            if (!needed && deadNodes.add(maker)) {
                dead.addAll(maker.getOutputList());
                maker.getInputList().forEach(input -> uses.merge(input, -1, Integer::sum));
                suspects.addAll(maker.getInputList());
            }
        }
        gone.forEach(node -> dead.addAll(vanished(node, rewritten)));
        return without(rewritten, dead, deadNodes);
    }

    private static Map<String, Integer> uses(GraphProto.Builder rewritten) {
        Map<String, Integer> uses = new HashMap<>();
        for (NodeProto node : rewritten.getNodeList()) {
            node.getInputList().forEach(input -> uses.merge(input, 1, Integer::sum));
        }
        return uses;
    }

    /** Outputs of replaced nodes that no node makes any more. */
    private static Set<String> vanished(NodeProto node, GraphProto.Builder rewritten) {
        Set<String> vanished = new HashSet<>(node.getOutputList());
        rewritten.getNodeList().forEach(other -> other.getOutputList().forEach(vanished::remove));
        return vanished;
    }

    private static GraphProto without(GraphProto.Builder graph, Set<String> dead, Set<NodeProto> deadNodes) {
        GraphProto whole = graph.build();
        GraphProto.Builder kept = graph.clearNode()
                .clearInitializer()
                .clearInput()
                .clearValueInfo()
                .clearQuantizationAnnotation();
        whole.getNodeList().stream().filter(node -> !deadNodes.contains(node)).forEach(kept::addNode);
        whole.getInitializerList().stream()
                .filter(tensor -> !dead.contains(tensor.getName()))
                .forEach(kept::addInitializer);
        whole.getInputList().stream()
                .filter(input -> !dead.contains(input.getName()))
                .forEach(kept::addInput);
        whole.getValueInfoList().stream()
                .filter(value -> !dead.contains(value.getName()))
                .forEach(kept::addValueInfo);
        whole.getQuantizationAnnotationList().stream()
                .filter(annotation -> !dead.contains(annotation.getTensorName()))
                .forEach(kept::addQuantizationAnnotation);
        return kept.build();
    }
}
