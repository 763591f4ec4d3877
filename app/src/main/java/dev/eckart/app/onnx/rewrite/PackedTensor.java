package dev.eckart.app.onnx.rewrite;

import dev.eckart.app.onnx.constant.ConstantValues;
import dev.eckart.app.onnx.model.Graph;
import dev.eckart.app.onnx.proto.NodeProto;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A tensor of which a model needs nothing but parts, which together have as many numbers as it has.
 *
 * @param name what it is called
 * @param parts what it is in parts, by name of the value that a node makes of it
 */
record PackedTensor(String name, Map<String, WeightPart> parts) {
    /** A name for each part, by name of the values that it is; parts of the same numbers have one name. */
    Map<String, String> names(Graph graph) {
        Map<String, String> names = new LinkedHashMap<>();
        List<WeightPart> own = distinct();
        parts.forEach((value, part) -> names.put(value, graph.free(name + "/" + (own.indexOf(part) + 1))));
        return names;
    }

    List<WeightPart> distinct() {
        return List.copyOf(new LinkedHashSet<>(parts.values()));
    }

    long copied() {
        return distinct().stream().mapToLong(WeightPart::copied).sum();
    }

    /** Whether the parts can stand in the tensor's place: the file does not grow, and nobody else needs the tensor. */
    boolean isReplaceable(ConstantValues constants) {
        WeightPart any = parts.values().iterator().next();
        return distinct().stream().mapToLong(WeightPart::elements).sum()
                        == any.whole().elements()
                && parts.keySet().stream().noneMatch(constants.graph()::isUsedElsewhere)
                && isPartedOnly(name, constants);
    }

    private boolean isPartedOnly(String value, ConstantValues constants) {
        Graph graph = constants.graph();
        return !graph.isUsedElsewhere(value)
                && graph.consumers(value).stream().map(graph.nodes()::get).allMatch(node -> isParting(node, constants));
    }

    private boolean isParting(NodeProto node, ConstantValues constants) {
        return constants.isLookedThrough(node)
                ? isPartedOnly(node.getOutput(0), constants)
                : taken(node, parts.keySet(), constants.graph());
    }

    /** Whether nothing of a node is needed but such parts. */
    static boolean taken(NodeProto node, Set<String> parts, Graph graph) {
        return node.getOutputList().stream().anyMatch(parts::contains)
                && node.getOutputList().stream()
                        .allMatch(output -> parts.contains(output)
                                || graph.consumers(output).isEmpty() && !graph.isUsedElsewhere(output));
    }
}
