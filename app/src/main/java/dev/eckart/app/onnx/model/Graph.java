package dev.eckart.app.onnx.model;

import dev.eckart.app.onnx.proto.GraphProto;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.proto.SparseTensorProto;
import dev.eckart.app.onnx.proto.TensorProto;
import dev.eckart.app.onnx.proto.TrainingInfoProto;
import dev.eckart.app.onnx.proto.ValueInfoProto;
import dev.eckart.app.onnx.tensor.OnnxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/** A model's graph by the names of its values. Checked when it is made; values are the same whoever asks. */
public final class Graph {
    /** From this version of the format on, an initialiser that is a graph input too is only its default. */
    private static final long INPUTS_OVERRIDE_SINCE = 4;

    private final ModelProto model;
    private final GraphProto graph;
    private final Map<String, Integer> producers = new HashMap<>();
    private final Map<String, List<Integer>> consumers = new HashMap<>();
    private final Map<String, TensorProto> initializers = new HashMap<>();
    private final Map<String, SparseTensorProto> sparse = new HashMap<>();
    private final Set<String> usedElsewhere = new HashSet<>();
    private final Set<String> inputs = new HashSet<>();
    private final Set<String> nodeNames = new HashSet<>();

    private Graph(ModelProto model) {
        this.model = model;
        this.graph = model.getGraph();
    }

    /**
     * Looks a model's graph through.
     *
     * @param model a model
     * @return its graph
     * @throws OnnxException if a value is made twice or never, or the graph has a cycle
     */
    public static Graph of(ModelProto model) {
        Graph graph = new Graph(model);
        graph.index();
        new GraphCheck(graph.graph, graph.producers).run();
        return graph;
    }

    private void index() {
        graph.getInputList().forEach(input -> inputs.add(input.getName()));
        graph.getInitializerList().forEach(tensor -> initializers.put(tensor.getName(), tensor));
        graph.getSparseInitializerList()
                .forEach(tensor -> sparse.put(tensor.getValues().getName(), tensor));
        for (int i = 0; i < graph.getNodeCount(); i++) {
            nodeNames.add(graph.getNode(i).getName());
            for (String output : graph.getNode(i).getOutputList()) {
                producers.put(output, i);
            }
            for (String input : graph.getNode(i).getInputList()) {
                consumers.computeIfAbsent(input, name -> new ArrayList<>()).add(i);
            }
            Subgraphs.uses(graph.getNode(i), usedElsewhere::add);
        }
        producers.remove("");
        graph.getOutputList().forEach(output -> usedElsewhere.add(output.getName()));
        graph.getQuantizationAnnotationList().stream()
                .flatMap(annotation -> annotation.getQuantParameterTensorNamesList().stream())
                .forEach(parameter -> usedElsewhere.add(parameter.getValue()));
        model.getTrainingInfoList().forEach(this::indexTraining);
    }

    /** Training graphs use the main graph's values by name; bindings name what they set. */
    private void indexTraining(TrainingInfoProto training) {
        usedElsewhere.addAll(Subgraphs.free(training.getInitialization()));
        usedElsewhere.addAll(Subgraphs.free(training.getAlgorithm()));
        Stream.of(training.getInitializationBindingList(), training.getUpdateBindingList())
                .flatMap(List::stream)
                .forEach(binding -> usedElsewhere.add(binding.getKey()));
    }

    /**
     * Operators of the graph.
     *
     * @return the nodes, in the model's order
     */
    public List<NodeProto> nodes() {
        return graph.getNodeList();
    }

    /**
     * The node that makes a value.
     *
     * @param value name of a value
     * @return its index, if a node makes it
     */
    public OptionalInt producer(String value) {
        Integer producer = producers.get(value);
        return producer == null ? OptionalInt.empty() : OptionalInt.of(producer);
    }

    /**
     * The nodes that take a value.
     *
     * @param value name of a value
     * @return their indices, one for each time it is taken
     */
    public List<Integer> consumers(String value) {
        return consumers.getOrDefault(value, List.of());
    }

    /**
     * Whether something else than this graph's own nodes needs a value.
     *
     * @param value name of a value
     * @return true of the graph's outputs, of what graphs inside of nodes take, and of what training or quantisation
     *     refer to
     */
    public boolean isUsedElsewhere(String value) {
        return usedElsewhere.contains(value);
    }

    /**
     * A value that is the same in every run.
     *
     * @param value name of a value
     * @return the initialiser of that name, unless whoever runs the model may give another value
     */
    public Optional<TensorProto> constant(String value) {
        return isOverridable(value) ? Optional.empty() : initializer(value);
    }

    /**
     * Whether whoever runs the model may give another value than the file does.
     *
     * @param value name of a value
     * @return true of an initialiser, sparse or not, that is an input of the graph too, from version 4 of the format on
     */
    public boolean isOverridable(String value) {
        return model.getIrVersion() >= INPUTS_OVERRIDE_SINCE && inputs.contains(value) && isInitialized(value);
    }

    private boolean isInitialized(String value) {
        return initializers.containsKey(value) || sparse.containsKey(value);
    }

    /**
     * A value that the file gives, whether it may be overridden or not.
     *
     * @param value name of a value
     * @return the initialiser of that name
     */
    public Optional<TensorProto> initializer(String value) {
        return Optional.ofNullable(initializers.get(value));
    }

    /**
     * A value that the file gives as a sparse tensor, whether it may be overridden or not.
     *
     * @param value name of a value
     * @return the sparse initialiser of that name
     */
    public Optional<SparseTensorProto> sparse(String value) {
        return Optional.ofNullable(sparse.get(value));
    }

    /**
     * Whether a name is taken by a value.
     *
     * @param name any name
     * @return true if an input, initialiser or node of the graph, or a graph inside of it, has that name
     */
    public boolean knows(String name) {
        return inputs.contains(name)
                || isInitialized(name)
                || producers.containsKey(name)
                || consumers.containsKey(name)
                || usedElsewhere.contains(name);
    }

    /**
     * A name that is free for a value and for a node, the same for whoever asks.
     *
     * @param wanted any name
     * @return it, with as many underscores behind it as nothing else has
     */
    public String free(String wanted) {
        return Stream.iterate(wanted, taken -> taken + "_")
                .filter(name -> !knows(name) && !nodeNames.contains(name))
                .findFirst()
                .orElseThrow();
    }

    /**
     * Inputs that have to be given.
     *
     * @return the graph's inputs without those that are initialisers
     */
    public List<ValueInfoProto> inputs() {
        return graph.getInputList().stream()
                .filter(input -> !isInitialized(input.getName()))
                .toList();
    }

    /**
     * Whether a node does what ONNX says of its operator.
     *
     * @param node a node
     * @return false of operators of other domains, and of those that a function of the model redefines
     */
    public boolean isStandard(NodeProto node) {
        return isOfStandardDomain(node)
                && model.getFunctionsList().stream()
                        .noneMatch(function -> isStandard(function.getDomain())
                                && function.getName().equals(node.getOpType()));
    }

    /**
     * Whether a node's operator has a name of ONNX's own.
     *
     * @param node a node
     * @return false of operators of other domains
     */
    public static boolean isOfStandardDomain(NodeProto node) {
        return isStandard(node.getDomain());
    }

    /**
     * Makes sure that a node has what its operator takes: those of damaged models may not.
     *
     * @param node a node
     * @param least how many inputs its operator takes at least
     * @throws OnnxException if it has fewer inputs, or no output
     */
    public static void requireInputs(NodeProto node, int least) {
        if (node.getInputCount() < least || node.getOutputCount() < 1) {
            throw new OnnxException("node '" + name(node) + "', " + node.getOpType() + ", has " + node.getInputCount()
                    + " inputs and " + node.getOutputCount() + " outputs, too few");
        }
    }

    private static boolean isStandard(String domain) {
        return domain.isEmpty() || domain.equals("ai.onnx");
    }

    /**
     * What a person calls a node.
     *
     * @param node a node
     * @return its name, or that of its first output if it has none
     */
    public static String name(NodeProto node) {
        return node.getName().isEmpty() && node.getOutputCount() > 0 ? node.getOutput(0) : node.getName();
    }
}
