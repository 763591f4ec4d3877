package dev.eckart.app.onnx.model;

import dev.eckart.app.onnx.proto.GraphProto;
import dev.eckart.app.onnx.proto.NodeProto;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Graphs inside of nodes: the bodies of loops and branches. */
public final class Subgraphs {
    private Subgraphs() {}

    /** The graphs that a node runs. */
    static Stream<GraphProto> of(NodeProto node) {
        return node.getAttributeList().stream()
                .flatMap(attribute -> Stream.concat(
                        attribute.hasG() ? Stream.of(attribute.getG()) : Stream.empty(),
                        attribute.getGraphsList().stream()));
    }

    /** Tells every name that occurs in the graphs of a node, whether it is theirs or an outer one. */
    static void uses(NodeProto node, Consumer<String> name) {
        of(node).forEach(graph -> uses(graph, name));
    }

    private static void uses(GraphProto graph, Consumer<String> name) {
        graph.getOutputList().forEach(output -> name.accept(output.getName()));
        defined(graph).forEach(name);
        for (NodeProto node : graph.getNodeList()) {
            node.getInputList().forEach(name);
            uses(node, name);
        }
    }

    /**
     * What a node waits for.
     *
     * @param node a node
     * @return names of its own inputs, and of what its graphs take from around them
     */
    public static Set<String> needs(NodeProto node) {
        Set<String> names = new LinkedHashSet<>(node.getInputList());
        of(node).forEach(graph -> names.addAll(free(graph)));
        names.remove("");
        return names;
    }

    /** Names that a graph takes from around it. */
    static Set<String> free(GraphProto graph) {
        Set<String> names = new LinkedHashSet<>();
        graph.getNodeList().forEach(node -> names.addAll(needs(node)));
        graph.getOutputList().forEach(output -> names.add(output.getName()));
        names.removeAll(defined(graph));
        names.remove("");
        return names;
    }

    private static Set<String> defined(GraphProto graph) {
        Set<String> names = new HashSet<>();
        graph.getInputList().forEach(input -> names.add(input.getName()));
        graph.getInitializerList().forEach(tensor -> names.add(tensor.getName()));
        graph.getSparseInitializerList()
                .forEach(tensor -> names.add(tensor.getValues().getName()));
        graph.getNodeList().forEach(node -> names.addAll(node.getOutputList()));
        return names;
    }
}
