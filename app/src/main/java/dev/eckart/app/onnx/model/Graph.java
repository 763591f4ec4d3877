package dev.eckart.app.onnx.model;

import dev.eckart.app.onnx.proto.GraphProto;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.proto.OperatorSetIdProto;
import dev.eckart.app.onnx.proto.StringStringEntryProto;
import dev.eckart.app.onnx.proto.TensorProto;
import dev.eckart.app.onnx.proto.TrainingInfoProto;
import dev.eckart.app.onnx.proto.TypeProto;
import dev.eckart.app.onnx.proto.ValueInfoProto;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A model's main graph, with its nodes found by the names that join them.
 *
 * <p>Nodes are known by their place in the file. A node's use of a name inside a graph of its own (the branch of an If)
 * counts as its use. Made only of a graph that holds together: each name defined once, none missing, no cycle.
 */
public final class Graph {
    /** Before it, every initialiser had to be among the inputs and none could be overridden there. */
    private static final int OVERRIDABLE_SINCE = 4;

    private final ModelProto model;
    private final GraphProto graph;
    private final Map<String, TensorProto> initializers = new LinkedHashMap<>();
    private final Map<String, TypeProto> types = new HashMap<>();
    private final Map<String, Integer> producers = new HashMap<>();
    private final Map<String, List<Integer>> consumers = new HashMap<>();
    private final Set<String> inputs = new LinkedHashSet<>();
    private final Set<String> kept = new LinkedHashSet<>();

    /**
     * Looks at a model's main graph.
     *
     * @param model the model
     * @throws OnnxException if a name is defined twice or not at all, or nodes wait for each other in a circle
     */
    public Graph(ModelProto model) {
        this.model = model;
        this.graph = model.getGraph();
        graph.getInitializerList().forEach(tensor -> initializers.put(tensor.getName(), tensor));
        graph.getInputList().forEach(input -> inputs.add(input.getName()));
        Stream.of(graph.getValueInfoList(), graph.getInputList(), graph.getOutputList())
                .flatMap(List::stream)
                .forEach(value -> types.put(value.getName(), value.getType()));
        for (int i = 0; i < graph.getNodeCount(); i++) {
            index(i, graph.getNode(i));
        }
        keep();
        new GraphCheck(graph, producers).run();
    }

    private void index(int i, NodeProto node) {
        node.getOutputList().stream().filter(name -> !name.isEmpty()).forEach(name -> producers.put(name, i));
        Captures.needs(node)
                .forEach(name -> consumers
                        .computeIfAbsent(name, key -> new ArrayList<>())
                        .add(i));
    }

    /** Names that something other than a node of this graph relies on. */
    private void keep() {
        graph.getOutputList().forEach(output -> kept.add(output.getName()));
        graph.getQuantizationAnnotationList()
                .forEach(annotation -> annotation.getQuantParameterTensorNamesList().stream()
                        .map(StringStringEntryProto::getValue)
                        .forEach(kept::add));
        for (TrainingInfoProto training : model.getTrainingInfoList()) {
            kept.addAll(Captures.free(training.getInitialization()));
            kept.addAll(Captures.free(training.getAlgorithm()));
            Stream.of(training.getInitializationBindingList(), training.getUpdateBindingList())
                    .flatMap(List::stream)
                    .forEach(binding -> kept.add(binding.getKey()));
        }
    }

    /**
     * The nodes.
     *
     * @return in the file's order
     */
    public List<NodeProto> nodes() {
        return graph.getNodeList();
    }

    /**
     * One node.
     *
     * @param index its place in the file
     * @return the node
     */
    public NodeProto node(int index) {
        return graph.getNode(index);
    }

    /**
     * The node that computes a value.
     *
     * @param name the value's name
     * @return the node's place, or empty if the value is an input, an initialiser or not there
     */
    public OptionalInt producer(String name) {
        return producers.containsKey(name) ? OptionalInt.of(producers.get(name)) : OptionalInt.empty();
    }

    /**
     * The nodes that use a value, inner graphs included.
     *
     * @param name the value's name
     * @return their places, ascending, each once
     */
    public List<Integer> consumers(String name) {
        return Collections.unmodifiableList(consumers.getOrDefault(name, List.of()));
    }

    /**
     * Whether something other than a node of this graph relies on a value: it is an output, or quantisation or training
     * refer to it.
     *
     * @param name the value's name
     * @return true if it must keep its name and stay
     */
    public boolean isKept(String name) {
        return kept.contains(name);
    }

    /**
     * An initialiser, constant or not.
     *
     * @param name its name
     * @return the tensor, or empty if no dense initialiser is called that
     */
    public Optional<TensorProto> initializer(String name) {
        return Optional.ofNullable(initializers.get(name));
    }

    /**
     * Whether a caller may give another value for an initialiser, because it is listed among the inputs.
     *
     * @param name its name
     * @return true from IR version 4 on, if it is an input
     */
    public boolean isOverridable(String name) {
        return model.getIrVersion() >= OVERRIDABLE_SINCE && inputs.contains(name);
    }

    /**
     * Whether every initialiser must be listed among the inputs too.
     *
     * @return true before IR version 4
     */
    public boolean listsInitializersAsInputs() {
        return model.getIrVersion() < OVERRIDABLE_SINCE;
    }

    /**
     * What the caller has to give.
     *
     * @return the names of the inputs that are not initialisers, in order
     */
    public List<String> inputs() {
        return inputs.stream().filter(name -> !initializers.containsKey(name)).toList();
    }

    /**
     * What the caller gets.
     *
     * @return the names of the outputs, in order
     */
    public List<String> outputs() {
        return graph.getOutputList().stream().map(ValueInfoProto::getName).toList();
    }

    /**
     * What the file says of a value's type.
     *
     * @param name the value's name
     * @return its type and shape, or empty if the file does not say
     */
    public Optional<TypeProto> type(String name) {
        return Optional.ofNullable(types.get(name));
    }

    /**
     * The version of ONNX's own operators.
     *
     * @return the opset of the default domain, 0 if the model imports none
     */
    public long opset() {
        return model.getOpsetImportList().stream()
                .filter(opset -> Operators.isDefault(opset.getDomain()))
                .mapToLong(OperatorSetIdProto::getVersion)
                .max()
                .orElse(0);
    }

    /**
     * Whether a node is an operator of ONNX's own, not redefined by a function of the model.
     *
     * @param node a node
     * @param operator the operator's name, such as {@code Gemm}
     * @return true if the node does what ONNX says of that operator
     */
    public boolean is(NodeProto node, String operator) {
        return Operators.isDefault(node.getDomain())
                && node.getOpType().equals(operator)
                && model.getFunctionsList().stream()
                        .noneMatch(function -> Operators.isDefault(function.getDomain())
                                && function.getName().equals(operator));
    }
}
