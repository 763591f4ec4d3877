package dev.eckart.app.onnx.constant;

import dev.eckart.app.onnx.model.Attributes;
import dev.eckart.app.onnx.model.Graph;
import dev.eckart.app.onnx.proto.AttributeProto;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.proto.TensorProto;
import dev.eckart.app.onnx.tensor.DataType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Where values come from that are made of weights alone, and what keeps one from being known here.
 *
 * @param constants what is known
 * @param running values that are made anew each time the model runs
 */
public record WeightOrigins(ConstantValues constants, Set<String> running) {
    private static final Set<String> SOURCES = Set.of(
            "RandomNormal", "RandomUniform", "RandomNormalLike", "RandomUniformLike", "Bernoulli", "Multinomial");

    /**
     * Follows what a model makes as it runs.
     *
     * @param constants what is known of the model
     * @return where all its values come from
     */
    public static WeightOrigins of(ConstantValues constants) {
        Graph graph = constants.graph();
        Set<String> running = new HashSet<>();
        Deque<String> reached = new ArrayDeque<>();
        graph.inputs().forEach(input -> reached.add(input.getName()));
        graph.nodes().stream().filter(WeightOrigins::isSource).forEach(node -> reached.addAll(node.getOutputList()));
        while (!reached.isEmpty()) {
            String value = reached.remove();
            if (running.add(value)) {
                graph.consumers(value)
                        .forEach(node -> reached.addAll(graph.nodes().get(node).getOutputList()));
            }
        }
        return new WeightOrigins(constants, running);
    }

    /** Whether a node makes values of its own: random ones, or those of a graph inside of it. */
    private static boolean isSource(NodeProto node) {
        return SOURCES.contains(node.getOpType())
                || node.getAttributeList().stream().anyMatch(AttributeProto::hasG);
    }

    /**
     * Why weights are not known.
     *
     * @param value name of a value
     * @return a reason; empty if it is known, or depends on what the model is given
     */
    public Optional<String> obstacle(String value) {
        return running.contains(value) || constants.value(value).isPresent()
                ? Optional.empty()
                : Optional.of(reason(value));
    }

    private Graph graph() {
        return constants.graph();
    }

    private NodeProto maker(String value) {
        return graph().nodes().get(graph().producer(value).getAsInt());
    }

    /** What stands in the way, looked for from the layer backwards. */
    private String reason(String value) {
        if (graph().isOverridable(value)) {
            return "its weights are an input with a default, which whoever runs the model may override;"
                    + " --freeze-inputs takes the default for good";
        }
        if (graph().sparse(value).isPresent()) {
            return "its weights are sparse, and factors are not";
        }
        if (graph().producer(value).isEmpty()) {
            return "its weights are "
                    + graph().initializer(value).map(WeightOrigins::elements).orElse("not in the file")
                    + ", which are not read here";
        }
        return reason(maker(value));
    }

    private String reason(NodeProto maker) {
        String operator = maker.getOpType();
        Attributes attributes = new Attributes(maker);
        boolean hasUnknownInput = maker.getInputCount() > 0
                && !maker.getInput(0).isEmpty()
                && constants.value(maker.getInput(0)).isEmpty();
        if (operator.equals("DequantizeLinear") && attributes.integer("block_size", 0) != 0) {
            return "its weights are quantised in blocks";
        }
        if (operator.equals("QuantizeLinear")) {
            return "its weights are rounded by QuantizeLinear each time the model runs, and factors would not be";
        }
        if (operator.equals("Constant")) {
            return "its weights are a constant that is not read here, such as a sparse one";
        }
        if (hasUnknownInput) {
            return reason(maker.getInput(0));
        }
        if (operator.equals("Cast")) {
            return "its weights are cast to " + DataType.name((int) attributes.integer("to", 0))
                    + ", and only casts to float32 and float64 are looked through";
        }
        return "its weights are made by " + operator + " '" + Graph.name(maker) + "', which is not looked through";
    }

    private static String elements(TensorProto tensor) {
        return "numbers of type " + DataType.name(tensor.getDataType());
    }
}
