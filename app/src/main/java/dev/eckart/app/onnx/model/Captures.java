package dev.eckart.app.onnx.model;

import dev.eckart.app.onnx.proto.GraphProto;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.proto.ValueInfoProto;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** What the graphs inside a node, such as the body of a Loop, take from around them by name. */
final class Captures {
    private Captures() {}

    /** Names that a node needs: its own inputs and what its inner graphs take from outside. */
    static Set<String> needs(NodeProto node) {
        Set<String> names = new LinkedHashSet<>(node.getInputList());
        names.remove("");
        new Attributes(node).graphs().forEach(body -> names.addAll(free(body)));
        return names;
    }

    /** Names that a graph takes from around it. */
    static Set<String> free(GraphProto body) {
        Set<String> free = new LinkedHashSet<>();
        body.getNodeList().forEach(node -> free.addAll(needs(node)));
        body.getOutputList().stream().map(ValueInfoProto::getName).forEach(free::add);
        free.removeAll(defined(body));
        return free;
    }

    private static Set<String> defined(GraphProto body) {
        Set<String> names = new HashSet<>();
        body.getInputList().forEach(input -> names.add(input.getName()));
        body.getInitializerList().forEach(tensor -> names.add(tensor.getName()));
        body.getSparseInitializerList()
                .forEach(tensor -> names.add(tensor.getValues().getName()));
        body.getNodeList().forEach(node -> names.addAll(node.getOutputList()));
        return names;
    }
}
