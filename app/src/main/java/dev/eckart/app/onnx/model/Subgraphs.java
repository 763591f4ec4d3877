package dev.eckart.app.onnx.model;

import dev.eckart.app.onnx.proto.AttributeProto;
import dev.eckart.app.onnx.proto.GraphProto;
import dev.eckart.app.onnx.proto.NodeProto;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Graphs inside of nodes: the bodies of loops and branches. */
final class Subgraphs {
    private Subgraphs() {}

    /** Tells every name that occurs in the graphs of a node, whether it is theirs or an outer one. */
    static void uses(NodeProto node, Consumer<String> name) {
        for (AttributeProto attribute : node.getAttributeList()) {
            Stream.concat(
                            attribute.hasG() ? Stream.of(attribute.getG()) : Stream.empty(),
                            attribute.getGraphsList().stream())
                    .forEach(graph -> uses(graph, name));
        }
    }

    private static void uses(GraphProto graph, Consumer<String> name) {
        graph.getOutputList().forEach(output -> name.accept(output.getName()));
        for (NodeProto node : graph.getNodeList()) {
            node.getInputList().forEach(name);
            node.getOutputList().forEach(name);
            uses(node, name);
        }
    }
}
