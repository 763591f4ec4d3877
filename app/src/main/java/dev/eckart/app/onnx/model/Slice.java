package dev.eckart.app.onnx.model;

import dev.eckart.app.onnx.proto.GraphProto;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.proto.ValueInfoProto;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

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
        Set<String> needed = needed(model.getGraph(), Set.of(), wanted);
        model.getGraph().getInputList().forEach(input -> needed.add(input.getName()));
        return part(model, List.of(), needed, wanted);
    }

    /**
     * Cuts a model off before some values and behind others.
     *
     * @param model a model
     * @param given declarations of values that need not be made any more
     * @param wanted names of values that nodes make
     * @return a model with those outputs and, of the model's inputs and of what is given, what they need
     */
    public static ModelProto between(ModelProto model, Collection<ValueInfoProto> given, Set<String> wanted) {
        Set<String> names = given.stream().map(ValueInfoProto::getName).collect(Collectors.toSet());
        return part(model, given, needed(model.getGraph(), names, wanted), wanted);
    }

    private static ModelProto part(
            ModelProto model, Collection<ValueInfoProto> given, Set<String> needed, Set<String> wanted) {
        GraphProto whole = model.getGraph();
        Set<String> names = given.stream().map(ValueInfoProto::getName).collect(Collectors.toSet());
        GraphProto.Builder graph =
                whole.toBuilder().clearNode().clearInitializer().clearOutput().clearInput();
        whole.getInputList().stream()
                .filter(input -> needed.contains(input.getName()))
                .forEach(graph::addInput);
        given.stream().filter(value -> needed.contains(value.getName())).forEach(graph::addInput);
        whole.getNodeList().stream()
                .filter(node -> node.getOutputList().stream()
                        .anyMatch(output -> needed.contains(output) && !names.contains(output)))
                .forEach(graph::addNode);
        whole.getInitializerList().stream()
                .filter(tensor -> needed.contains(tensor.getName()))
                .forEach(graph::addInitializer);
        Map<String, ValueInfoProto> known = new HashMap<>();
        whole.getOutputList().forEach(output -> known.put(output.getName(), output));
        wanted.stream()
                .sorted()
                .forEach(name -> graph.addOutput(known.getOrDefault(
                        name, ValueInfoProto.newBuilder().setName(name).build())));
        return model.toBuilder().setGraph(graph).build();
    }

    private static Set<String> needed(GraphProto graph, Set<String> given, Set<String> wanted) {
        Map<String, NodeProto> makers = new HashMap<>();
        graph.getNodeList().forEach(node -> node.getOutputList().forEach(output -> makers.put(output, node)));
        Set<String> needed = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(wanted);
        while (!open.isEmpty()) {
            String name = open.remove();
            if (!name.isEmpty() && needed.add(name) && makers.containsKey(name) && !given.contains(name)) {
                open.addAll(Subgraphs.needs(makers.get(name)));
            }
        }
        return needed;
    }
}
