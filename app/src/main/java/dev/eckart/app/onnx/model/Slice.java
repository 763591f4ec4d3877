package dev.eckart.app.onnx.model;

import dev.eckart.app.onnx.proto.GraphProto;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.proto.ValueInfoProto;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The part of a model that some of its values need. */
public final class Slice {
    private Slice() {}

    /**
     * Cuts a model off behind some values.
     *
     * @param model a model
     * @param wanted names of values that its nodes make; none gives the whole model
     * @return a model with those outputs and all inputs, without what they do not need
     */
    public static ModelProto upTo(ModelProto model, Set<String> wanted) {
        if (wanted.isEmpty()) {
            return model;
        }
        Set<String> needed = needed(model.getGraph(), wanted);
        GraphProto.Builder graph =
                model.getGraph().toBuilder().clearNode().clearInitializer().clearOutput();
        model.getGraph().getNodeList().stream()
                .filter(node -> node.getOutputList().stream().anyMatch(needed::contains))
                .forEach(graph::addNode);
        model.getGraph().getInitializerList().stream()
                .filter(tensor -> needed.contains(tensor.getName()) || isInput(model.getGraph(), tensor.getName()))
                .forEach(graph::addInitializer);
        Map<String, ValueInfoProto> known = new HashMap<>();
        model.getGraph().getOutputList().forEach(output -> known.put(output.getName(), output));
        wanted.stream()
                .sorted()
                .forEach(name -> graph.addOutput(known.getOrDefault(
                        name, ValueInfoProto.newBuilder().setName(name).build())));
        return model.toBuilder().setGraph(graph).build();
    }

    private static boolean isInput(GraphProto graph, String name) {
        return graph.getInputList().stream().anyMatch(input -> input.getName().equals(name));
    }

    private static Set<String> needed(GraphProto graph, Set<String> wanted) {
        Map<String, NodeProto> makers = new HashMap<>();
        graph.getNodeList().forEach(node -> node.getOutputList().forEach(output -> makers.put(output, node)));
        Set<String> needed = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(wanted);
        while (!open.isEmpty()) {
            String name = open.remove();
            if (!name.isEmpty() && needed.add(name) && makers.containsKey(name)) {
                NodeProto maker = makers.get(name);
                open.addAll(maker.getInputList());
                Subgraphs.uses(maker, open::add);
            }
        }
        return needed;
    }
}
