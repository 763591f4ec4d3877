package dev.eckart.app.onnx.model;

import dev.eckart.app.onnx.proto.GraphProto;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.proto.SparseTensorProto;
import dev.eckart.app.onnx.proto.TensorProto;
import dev.eckart.app.onnx.proto.ValueInfoProto;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** A model's graph by the names of its values. Checked when it is made; values are the same whoever asks. */
public final class Graph {
    /** From this version of the format on, an initialiser that is a graph input too is only its default. */
    private static final long INPUTS_OVERRIDE_SINCE = 4;

    private final ModelProto model;
    private final GraphProto graph;
    private final Map<String, Integer> producers = new HashMap<>();
    private final Map<String, List<Integer>> consumers = new HashMap<>();
    private final Map<String, TensorProto> initializers = new HashMap<>();
    private final Set<String> usedElsewhere = new HashSet<>();
    private final Set<String> inputs = new HashSet<>();

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
        graph.requireDefined();
        graph.requireAcyclic();
        return graph;
    }

    private void index() {
        graph.getInputList().forEach(input -> {
            if (!inputs.add(input.getName())) {
                throw new OnnxException("graph input '" + input.getName() + "' is declared twice");
            }
        });
        for (TensorProto tensor : graph.getInitializerList()) {
            if (initializers.put(tensor.getName(), tensor) != null) {
                throw new OnnxException("initialiser '" + tensor.getName() + "' is there twice");
            }
        }
        for (int i = 0; i < graph.getNodeCount(); i++) {
            for (String output : graph.getNode(i).getOutputList()) {
                boolean taken = inputs.contains(output) || initializers.containsKey(output);
                if (!output.isEmpty() && (producers.put(output, i) != null || taken)) {
                    throw new OnnxException("value '" + output + "' is made twice");
                }
            }
            for (String input : graph.getNode(i).getInputList()) {
                consumers.computeIfAbsent(input, name -> new ArrayList<>()).add(i);
            }
            Subgraphs.uses(graph.getNode(i), usedElsewhere::add);
        }
        graph.getOutputList().forEach(output -> usedElsewhere.add(output.getName()));
    }

    private void requireDefined() {
        Set<String> known = new HashSet<>(inputs);
        known.addAll(initializers.keySet());
        known.addAll(producers.keySet());
        for (SparseTensorProto sparse : graph.getSparseInitializerList()) {
            known.add(sparse.getValues().getName());
        }
        for (NodeProto node : graph.getNodeList()) {
            for (String input : node.getInputList()) {
                if (!input.isEmpty() && !known.contains(input)) {
                    throw new OnnxException("node '" + name(node) + "' takes '" + input + "', which nothing makes");
                }
            }
        }
        for (ValueInfoProto output : graph.getOutputList()) {
            if (!known.contains(output.getName())) {
                throw new OnnxException("graph output '" + output.getName() + "' is made by nothing");
            }
        }
    }

    /** Kahn, "Topological sorting of large networks", 1962. */
    private void requireAcyclic() {
        int[] missing = new int[graph.getNodeCount()];
        Deque<Integer> ready = new ArrayDeque<>();
        for (int i = 0; i < missing.length; i++) {
            for (String input : graph.getNode(i).getInputList()) {
                missing[i] += producers.containsKey(input) ? 1 : 0;
            }
            if (missing[i] == 0) {
                ready.add(i);
            }
        }
        int done = 0;
        while (!ready.isEmpty()) {
            done++;
            for (String output : graph.getNode(ready.remove()).getOutputList()) {
                for (int consumer : output.isEmpty() ? List.<Integer>of() : consumers(output)) {
                    if (--missing[consumer] == 0) {
                        ready.add(consumer);
                    }
                }
            }
        }
        if (done < missing.length) {
            throw new OnnxException("the graph has a cycle");
        }
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
     * @return true of the graph's outputs and of what graphs inside of nodes take
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
        boolean overridable = model.getIrVersion() >= INPUTS_OVERRIDE_SINCE && inputs.contains(value);
        return overridable ? Optional.empty() : Optional.ofNullable(initializers.get(value));
    }

    /**
     * Whether a name is taken by a value.
     *
     * @param name any name
     * @return true if an input, initialiser or node of the graph, or a graph inside of it, has that name
     */
    public boolean knows(String name) {
        return inputs.contains(name)
                || initializers.containsKey(name)
                || producers.containsKey(name)
                || consumers.containsKey(name)
                || usedElsewhere.contains(name);
    }

    /**
     * Inputs that have to be given.
     *
     * @return the graph's inputs without those that are initialisers
     */
    public List<ValueInfoProto> inputs() {
        return graph.getInputList().stream()
                .filter(input -> !initializers.containsKey(input.getName()))
                .toList();
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
