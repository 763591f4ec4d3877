package dev.eckart.app.onnx.narrow;

import dev.eckart.app.onnx.layer.Site;
import dev.eckart.app.onnx.model.Graph;
import dev.eckart.app.onnx.proto.NodeProto;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Operators that make each number of one, or of several in the same place.
 *
 * @param graph the model
 * @param layers its layers by the nodes that they consist of
 */
record PlaceByPlace(Graph graph, Map<Integer, Site> layers) {
    private static final Set<String> OPERATORS = Set.of(
            "Abs",
            "Add",
            "Celu",
            "Clip",
            "Cos",
            "Div",
            "Elu",
            "Erf",
            "Exp",
            "Gelu",
            "HardSigmoid",
            "HardSwish",
            "LeakyRelu",
            "Log",
            "Max",
            "Min",
            "Mish",
            "Mul",
            "Neg",
            "Pow",
            "Reciprocal",
            "Relu",
            "Selu",
            "Sigmoid",
            "Sign",
            "Sin",
            "Softplus",
            "Softsign",
            "Sqrt",
            "Sub",
            "Tanh",
            "ThresholdedRelu");

    /** Operators between a layer and the one that meets another; longer chains are no activation. */
    private static final int MOST_STEPS = 8;

    boolean is(NodeProto node) {
        return OPERATORS.contains(node.getOpType());
    }

    /** The one layer of whose numbers each of a value's is made, if there is one and nothing else has a part in it. */
    Optional<Site> maker(String value, Predicate<String> isNumber) {
        Set<Site> makers = new HashSet<>();
        return collect(value, isNumber, makers, MOST_STEPS) && makers.size() == 1
                ? makers.stream().findFirst()
                : Optional.empty();
    }

    private boolean collect(String value, Predicate<String> isNumber, Set<Site> makers, int steps) {
        if (graph.producer(value).isEmpty() || steps == 0) {
            return false;
        }
        int producer = graph.producer(value).getAsInt();
        Site layer = layers.get(producer);
        if (layer != null) {
            makers.add(layer);
            return layer.output().equals(value);
        }
        NodeProto node = graph.nodes().get(producer);
        return graph.isStandard(node)
                && is(node)
                && node.getInputList().stream()
                        .filter(operand -> !operand.isEmpty() && !isNumber.test(operand))
                        .allMatch(operand -> collect(operand, isNumber, makers, steps - 1));
    }
}
