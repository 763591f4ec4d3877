package dev.eckart.app.onnx.tune;

import dev.eckart.app.onnx.expression.ExtendedGraph;
import dev.eckart.app.onnx.proto.NodeProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the values between a model's blocks, such as the hidden states of a transformer: everything that a model computes with
 * its weights passes through each of them.
 */
final class HiddenValues {
    private HiddenValues() {}

    /**
     * Finds them.
     *
     * @param nodes each behind those that it needs
     * @param graph their graph
     * @param weights names of all tensors that values are made of
     * @param trained names of those that are trained
     * @param outputs names of the model's outputs
     * @return names of values, one between two nodes with trained tensors at most: the last one there
     */
    static List<String> of(
            List<NodeProto> nodes, ExtendedGraph graph, Set<String> weights, Set<String> trained, Set<String> outputs) {
        Map<String, Integer> last = new HashMap<>();
        outputs.forEach(output -> last.put(output, nodes.size()));
        for (int place = 0; place < nodes.size(); place++) {
            for (String input : nodes.get(place).getInputList()) {
                last.merge(input, place, Math::max);
            }
        }
        List<String> found = new ArrayList<>();
        Set<String> depending = new HashSet<>(weights);
        Set<String> crossing = new HashSet<>();
        List<String> candidate = List.of();
        boolean begun = false;
        for (int place = 0; place < nodes.size(); place++) {
            NodeProto node = nodes.get(place);
            int at = place;
            if (node.getInputList().stream().anyMatch(trained::contains)) {
                found.addAll(begun ? candidate : List.of());
                candidate = List.of();
                begun = true;
            }
            if (node.getInputList().stream().anyMatch(depending::contains)) {
                node.getOutputList().stream()
                        .filter(output -> isReal(graph, output) && last.getOrDefault(output, -1) > at)
                        .forEach(output -> {
                            depending.add(output);
                            crossing.add(output);
                        });
            }
            crossing.removeIf(value -> last.get(value) <= at);
            if (crossing.size() == 1) {
                candidate = List.copyOf(crossing);
            }
        }
        return found.stream()
                .filter(value -> !outputs.contains(value))
                .distinct()
                .toList();
    }

    private static boolean isReal(ExtendedGraph graph, String value) {
        return graph.find(value).map(known -> known.type().isReal()).orElse(false);
    }
}
