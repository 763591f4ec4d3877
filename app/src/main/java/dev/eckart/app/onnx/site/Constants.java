package dev.eckart.app.onnx.site;

import dev.eckart.app.onnx.model.Attributes;
import dev.eckart.app.onnx.model.AxisOrder;
import dev.eckart.app.onnx.model.DataType;
import dev.eckart.app.onnx.model.ExternalData;
import dev.eckart.app.onnx.model.Graph;
import dev.eckart.app.onnx.model.TensorValues;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.proto.TensorProto;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Values that are the same in every run: initialisers, constants, and what simple operators make of them.
 *
 * @param graph the model's graph
 * @param data where external data lie
 */
record Constants(Graph graph, ExternalData data) {
    /** Operators that are looked through: longer chains are no exporter's. */
    private static final int MOST_STEPS = 8;

    private static final Set<String> LOOKED_THROUGH =
            Set.of("Identity", "Transpose", "Reshape", "Cast", "DequantizeLinear");

    /** The numbers of a value, if they are known. */
    Optional<TensorValues> value(String name) {
        return value(name, MOST_STEPS);
    }

    private Optional<TensorValues> value(String name, int steps) {
        Optional<TensorProto> initializer = graph.constant(name).filter(Constants::isNumeric);
        if (initializer.isPresent() || steps == 0 || graph.producer(name).isEmpty()) {
            return initializer.map(tensor -> TensorValues.read(tensor, data));
        }
        NodeProto node = graph.nodes().get(graph.producer(name).getAsInt());
        if (!graph.isStandard(node)) {
            return Optional.empty();
        }
        Sites.requireInputs(node, node.getOpType().equals("Constant") ? 0 : 1);
        Attributes attributes = new Attributes(node);
        return switch (node.getOpType()) {
            case "Constant" ->
                attributes
                        .named("value")
                        .filter(attribute -> isNumeric(attribute.getT()))
                        .map(attribute -> TensorValues.read(attribute.getT(), data));
            case "Identity" -> value(node.getInput(0), steps - 1);
            case "Transpose" ->
                value(node.getInput(0), steps - 1).flatMap(v -> transposed(v, attributes.integers("perm")));
            case "Reshape" -> reshaped(node, attributes, steps);
            case "Cast" -> value(node.getInput(0), steps - 1).flatMap(v -> cast(v, (int) attributes.integer("to", 0)));
            case "DequantizeLinear" -> new Dequantized(this, node).value(steps - 1);
            default -> Optional.empty();
        };
    }

    /** What another constant operator needs: the same, at most so many steps away. */
    Optional<TensorValues> within(String name, int steps) {
        return value(name, steps);
    }

    /** The stored tensor that a value is made of: what is left when all operators that are looked through are. */
    String source(String name) {
        OptionalInt producer = graph.producer(name);
        return producer.isPresent() && isLookedThrough(graph.nodes().get(producer.getAsInt()))
                ? source(graph.nodes().get(producer.getAsInt()).getInput(0))
                : name;
    }

    /** Whether an operator makes nothing but another form of its first operand. */
    boolean isLookedThrough(NodeProto node) {
        return graph.isStandard(node) && LOOKED_THROUGH.contains(node.getOpType()) && node.getInputCount() > 0;
    }

    private static boolean isNumeric(TensorProto tensor) {
        return DataType.of(tensor.getDataType()).isPresent();
    }

    private static Optional<TensorValues> cast(TensorValues values, int to) {
        boolean wider = values.type().isReal() && (to == DataType.FLOAT.code() || to == DataType.DOUBLE.code());
        return wider
                ? DataType.of(to).map(type -> new TensorValues(values.dims(), type, values.values()))
                : Optional.empty();
    }

    private Optional<TensorValues> reshaped(NodeProto node, Attributes attributes, int steps) {
        Optional<TensorValues> values = value(node.getInput(0), steps - 1);
        Optional<List<Long>> shape = node.getInputCount() > 1
                ? value(node.getInput(1), steps - 1).map(Constants::whole)
                : attributes.integers("shape");
        return values.flatMap(v -> shape.flatMap(to -> reshaped(v, to)));
    }

    private static List<Long> whole(TensorValues values) {
        return IntStream.range(0, values.values().length)
                .mapToObj(i -> (long) values.values()[i])
                .toList();
    }

    private static Optional<TensorValues> reshaped(TensorValues values, List<Long> shape) {
        long known = 1;
        List<Long> dims = new ArrayList<>();
        for (int i = 0; i < shape.size(); i++) {
            boolean copied = shape.get(i) == 0 && i < values.dims().size();
            dims.add(copied ? values.dims().get(i) : shape.get(i));
            known *= dims.get(i) == -1 ? 1 : dims.get(i);
        }
        int open = dims.indexOf(-1L);
        if (open >= 0 && known > 0) {
            dims.set(open, values.values().length / known);
        }
        long count = dims.stream().reduce(1L, (a, b) -> a * b);
        boolean fits = count == values.values().length && dims.stream().allMatch(dim -> dim > 0);
        return fits ? Optional.of(new TensorValues(dims, values.type(), values.values())) : Optional.empty();
    }

    /** The same values with the axes in another order, reversed if none is given. */
    private static Optional<TensorValues> transposed(TensorValues values, Optional<List<Long>> permutation) {
        int axes = values.dims().size();
        AxisOrder order = permutation.map(AxisOrder::new).orElseGet(() -> AxisOrder.reversed(axes));
        return order.isOf(axes)
                ? Optional.of(new TensorValues(
                        order.sizes(values.dims()), values.type(), order.elements(values.dims(), values.values())))
                : Optional.empty();
    }
}
