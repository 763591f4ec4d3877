package dev.eckart.app.onnx.constant;

import dev.eckart.app.onnx.model.Attributes;
import dev.eckart.app.onnx.model.AxisOrder;
import dev.eckart.app.onnx.model.Graph;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.proto.TensorProto;
import dev.eckart.app.onnx.tensor.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds values that are the same in every run: initialisers, constants, and what simple operators make of them. Of all
 * tensors only the sizes are looked at, but for those that are sizes themselves.
 *
 * @param model the model
 * @param graph its graph
 */
public record ConstantValues(OnnxModel model, Graph graph) {
    /** Operators that are looked through: longer chains are no exporter's. */
    private static final int MOST_STEPS = 8;

    /** Axes of a tensor: whole numbers of more elements are no sizes. */
    private static final int MOST_AXES = 64;

    private static final Set<String> LOOKED_THROUGH =
            Set.of("Identity", "Transpose", "Reshape", "Cast", "DequantizeLinear");

    /**
     * The constant that a value is.
     *
     * @param name name of the value
     * @return it, if it is known
     */
    public Optional<ConstantValue> value(String name) {
        return value(name, MOST_STEPS);
    }

    private Optional<ConstantValue> value(String name, int steps) {
        Optional<TensorProto> initializer = graph.constant(name).filter(ConstantValues::isNumeric);
        if (initializer.isPresent() || steps == 0 || graph.producer(name).isEmpty()) {
            return initializer.map(tensor -> stored(name, tensor));
        }
        NodeProto node = graph.nodes().get(graph.producer(name).getAsInt());
        if (!graph.isStandard(node)) {
            return Optional.empty();
        }
        Graph.requireInputs(node, node.getOpType().equals("Constant") ? 0 : 1);
        Attributes attributes = new Attributes(node);
        if (node.getOpType().equals("Constant")) {
            return attributes
                    .named("value")
                    .filter(attribute -> isNumeric(attribute.getT()))
                    .map(attribute -> stored(name, attribute.getT()));
        }
        return isLookedThrough(node)
                ? value(node.getInput(0), steps - 1).flatMap(operand -> changed(node, attributes, operand, steps))
                : Optional.empty();
    }

    private ConstantValue stored(String name, TensorProto tensor) {
        return ConstantValue.of(new StoredTensor(model.file(), name, tensor));
    }

    private Optional<ConstantValue> changed(NodeProto node, Attributes attributes, ConstantValue operand, int steps) {
        return switch (node.getOpType()) {
            case "Identity" -> Optional.of(operand);
            case "Transpose" -> transposed(operand, attributes.integers("perm"));
            case "Reshape" -> shape(node, attributes, steps).flatMap(to -> reshaped(operand, to));
            case "Cast" -> cast(operand, (int) attributes.integer("to", 0));
            case "DequantizeLinear" -> dequantized(node, attributes, operand, steps);
            default -> throw new IllegalStateException(node.getOpType() + " is looked through and not known");
        };
    }

    /**
     * Whether an operator makes nothing but another form of its first operand.
     *
     * @param node a node
     * @return true if its result is as constant as that operand
     */
    public boolean isLookedThrough(NodeProto node) {
        return graph.isStandard(node) && LOOKED_THROUGH.contains(node.getOpType()) && node.getInputCount() > 0;
    }

    private static boolean isNumeric(TensorProto tensor) {
        return DataType.of(tensor.getDataType()).isPresent();
    }

    private static Optional<ConstantValue> cast(ConstantValue operand, int to) {
        boolean wider = operand.type().isReal() && (to == DataType.FLOAT.code() || to == DataType.DOUBLE.code());
        return wider ? DataType.of(to).map(type -> operand.with(new Change.Widened(type))) : Optional.empty();
    }

    private Optional<List<Long>> shape(NodeProto node, Attributes attributes, int steps) {
        return node.getInputCount() > 1
                ? value(node.getInput(1), steps - 1)
                        .filter(sizes -> sizes.elements() <= MOST_AXES)
                        .map(ConstantValue::whole)
                : attributes.integers("shape");
    }

    private static Optional<ConstantValue> reshaped(ConstantValue operand, List<Long> shape) {
        long known = 1;
        List<Long> dims = new ArrayList<>();
        for (int i = 0; i < shape.size(); i++) {
            boolean copied = shape.get(i) == 0 && i < operand.dims().size();
            dims.add(copied ? operand.dims().get(i) : shape.get(i));
            known *= dims.get(i) == -1 ? 1 : dims.get(i);
        }
        int open = dims.indexOf(-1L);
        if (open >= 0 && known > 0) {
            dims.set(open, operand.elements() / known);
        }
        boolean fits = ConstantValue.elements(dims) == operand.elements()
                && dims.stream().allMatch(dim -> dim > 0);
        return fits ? Optional.of(operand.reshaped(dims)) : Optional.empty();
    }

    /** The same values with the axes in another order, reversed if none is given. */
    private static Optional<ConstantValue> transposed(ConstantValue operand, Optional<List<Long>> permutation) {
        int axes = operand.dims().size();
        AxisOrder order = permutation.map(AxisOrder::new).orElseGet(() -> AxisOrder.reversed(axes));
        return order.isOf(axes) ? Optional.of(operand.reordered(order)) : Optional.empty();
    }

    private Optional<ConstantValue> dequantized(
            NodeProto node, Attributes attributes, ConstantValue operand, int steps) {
        Graph.requireInputs(node, 2);
        Optional<ConstantValue> scale = value(node.getInput(1), steps - 1);
        boolean shifted = node.getInputCount() > 2 && !node.getInput(2).isEmpty();
        Optional<ConstantValue> zero = shifted ? value(node.getInput(2), steps - 1) : Optional.empty();
        if (scale.isEmpty() || shifted && zero.isEmpty() || attributes.integer("block_size", 0) != 0) {
            return Optional.empty();
        }
        long scales = scale.get().elements();
        int axes = operand.dims().size();
        long axis = attributes.integer("axis", 1);
        int at = (int) (axis < 0 ? axis + axes : axis);
        boolean alongAxis =
                scales == 1 || at >= 0 && at < axes && operand.dims().get(at) == scales;
        boolean fits = scale.get().dims().size() <= 1
                && scales > 0
                && alongAxis
                && zero.map(points -> points.elements() == scales).orElse(true);
        return fits ? Optional.of(operand.with(new Change.Dequantized(scale.get(), zero, at))) : Optional.empty();
    }
}
