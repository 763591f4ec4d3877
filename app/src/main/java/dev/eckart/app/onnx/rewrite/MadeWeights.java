package dev.eckart.app.onnx.rewrite;

import dev.eckart.app.onnx.constant.ConstantValues;
import dev.eckart.app.onnx.model.Graph;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.proto.TensorProto;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.tensor.TensorValues;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Values that arithmetic makes of nothing but initialisers, which are needed for nothing else.
 *
 * @param ends by name of each value that something else than such arithmetic takes, what it is made of, the largest first;
 *     without whole numbers, such as axes, which several may have
 */
record MadeWeights(Map<String, List<TensorProto>> ends) {
    private static final Set<String> ARITHMETIC = Set.of(
            "Abs",
            "Add",
            "Div",
            "Mul",
            "Neg",
            "Pow",
            "Reciprocal",
            "ReduceL2",
            "ReduceMean",
            "ReduceSum",
            "ReduceSumSquare",
            "Sqrt",
            "Sub");

    static MadeWeights of(ConstantValues constants) {
        Graph graph = constants.graph();
        Map<String, Set<String>> made = new LinkedHashMap<>();
        for (NodeProto node : graph.nodes()) {
            if (!output(node).isEmpty() && (isArithmetic(node, graph) || constants.isLookedThrough(node))) {
                sources(node, graph, made).ifPresent(sources -> made.put(output(node), sources));
            }
        }
        Map<String, List<TensorProto>> ends = new LinkedHashMap<>();
        made.forEach((value, sources) -> {
            boolean end = isArithmetic(maker(value, graph), graph) && isTaken(value, graph, made.keySet());
            List<TensorProto> tensors = sources.stream()
                    .map(name -> graph.constant(name).orElseThrow())
                    .filter(tensor -> tensor.getDataType() != DataType.INT64.code())
                    .sorted(Comparator.comparing(TensorValues::elements).reversed())
                    .toList();
            if (end && isFloat(tensors)) {
                ends.put(value, tensors);
            }
        });
        Map<String, Integer> uses = new HashMap<>();
        ends.values().forEach(all -> all.forEach(tensor -> uses.merge(tensor.getName(), 1, Integer::sum)));
        ends.values()
                .removeIf(all -> all.stream()
                        .anyMatch(tensor ->
                                uses.get(tensor.getName()) > 1 || !isOnlyFor(tensor.getName(), graph, made.keySet())));
        return new MadeWeights(ends);
    }

    /** Bytes of all that weights are made of. */
    long bytes() {
        return ends.values().stream()
                .flatMap(List::stream)
                .mapToLong(tensor -> TensorValues.elements(tensor) * Double.BYTES)
                .sum();
    }

    /** A damaged node may have none. */
    private static String output(NodeProto node) {
        return node.getOutputCount() > 0 ? node.getOutput(0) : "";
    }

    private static NodeProto maker(String value, Graph graph) {
        return graph.nodes().get(graph.producer(value).orElseThrow());
    }

    private static boolean isArithmetic(NodeProto node, Graph graph) {
        return graph.isStandard(node) && ARITHMETIC.contains(node.getOpType()) && node.getOutputCount() == 1;
    }

    /** The initialisers that a node makes its value of, if that is all that it takes. */
    private static Optional<Set<String>> sources(NodeProto node, Graph graph, Map<String, Set<String>> made) {
        Set<String> sources = new LinkedHashSet<>();
        for (String input : node.getInputList()) {
            if (graph.constant(input).isPresent()) {
                sources.add(input);
            } else if (made.containsKey(input)) {
                sources.addAll(made.get(input));
            } else if (!input.isEmpty() && !isConstantNode(input, graph)) {
                return Optional.empty();
            }
        }
        return Optional.of(sources).filter(some -> !some.isEmpty());
    }

    private static boolean isConstantNode(String value, Graph graph) {
        return graph.producer(value).isPresent()
                && maker(value, graph).getOpType().equals("Constant");
    }

    /** Whether something takes a value, or another form of it, that is not made so itself. */
    private static boolean isTaken(String value, Graph graph, Set<String> made) {
        return !graph.isUsedElsewhere(value)
                && graph.consumers(value).stream().map(graph.nodes()::get).anyMatch(node -> {
                    boolean inside = made.contains(output(node));
                    return !inside || !isArithmetic(node, graph) && isTaken(output(node), graph, made);
                });
    }

    private static boolean isFloat(List<TensorProto> tensors) {
        List<Integer> types =
                tensors.stream().map(TensorProto::getDataType).distinct().toList();
        return types.equals(List.of(DataType.FLOAT.code())) || types.equals(List.of(DataType.DOUBLE.code()));
    }

    private static boolean isOnlyFor(String tensor, Graph graph, Set<String> made) {
        return !graph.isUsedElsewhere(tensor)
                && graph.consumers(tensor).stream()
                        .map(graph.nodes()::get)
                        .map(MadeWeights::output)
                        .allMatch(made::contains);
    }
}
