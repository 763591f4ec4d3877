package dev.eckart.app.onnx.narrow;

import dev.eckart.app.onnx.constant.ConstantValue;
import dev.eckart.app.onnx.constant.ConstantValues;
import dev.eckart.app.onnx.model.Attributes;
import dev.eckart.app.onnx.model.Graph;
import dev.eckart.app.onnx.model.Shapes;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.rewrite.Resizing;
import dev.eckart.app.onnx.tensor.DataType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Sizes that a model asks itself for while it runs. Where there are fewer numbers it is told so by itself, and what it gives a
 * shape by that stays right. What it computes with such a size as with any number, as the factor of attention, has to stay
 * what it was.
 */
final class AskedSizes {
    /** Says nothing of how many numbers there are, and is not known before the model runs. */
    static final long OTHER = -2;

    /** Of sizes, and of single numbers that are made of them. */
    private static final Set<String> OF_SIZES = Set.of(
            "Shape", "Gather", "Slice", "Squeeze", "Unsqueeze", "Cast", "Div", "Mul", "Pow", "Reciprocal", "Sqrt");

    /** Operators from a size to a factor; longer chains are no exporter's. */
    private static final int MOST_STEPS = 12;

    private final ConstantValues constants;
    private final Graph graph;
    private final Shapes shapes;
    private final Map<String, List<Long>> known = new HashMap<>();
    private final List<Resizing.Operand> numbers = new ArrayList<>();

    AskedSizes(ConstantValues constants, Shapes shapes) {
        this.constants = constants;
        this.graph = constants.graph();
        this.shapes = shapes;
    }

    /** The sizes that a value consists of, those along which the numbers lie as they are now, if it has one of these. */
    Optional<List<Long>> of(String value) {
        return Optional.ofNullable(known.get(value));
    }

    /** What has to read a size as it is now. */
    List<Resizing.Operand> numbers() {
        return numbers;
    }

    /**
     * Follows what the model asks itself for of one value.
     *
     * @param shape the node that asks
     * @param axis the axis along which the numbers lie, counted from the last
     * @param size how many are there
     * @return whether it is understood what becomes of the answer
     */
    boolean follow(NodeProto shape, int axis, long size) {
        Attributes attributes = new Attributes(shape);
        Optional<List<Long>> dims = shapes.of(shape.getInput(0));
        if (dims.filter(sizes -> sizes.size() >= axis).isEmpty()
                || attributes.integer("start", 0) != 0
                || attributes.named("end").isPresent()) {
            return false;
        }
        List<Long> all = new ArrayList<>(Collections.nCopies(dims.get().size(), OTHER));
        all.set(all.size() - axis, size);
        return follow(shape.getOutput(0), all);
    }

    private boolean follow(String value, List<Long> sizes) {
        if (sizes.stream().allMatch(size -> size == OTHER)) {
            return true;
        }
        known.put(value, sizes);
        return !graph.isUsedElsewhere(value)
                && graph.consumers(value).stream().distinct().allMatch(node -> follow(value, sizes, node));
    }

    private boolean follow(String value, List<Long> sizes, int index) {
        NodeProto node = graph.nodes().get(index);
        if (!graph.isStandard(node)) {
            return false;
        }
        return switch (node.getOpType()) {
            case "Identity", "Squeeze", "Unsqueeze" -> follow(node.getOutput(0), sizes);
            case "Gather" ->
                picked(node, sizes)
                        .filter(some -> follow(node.getOutput(0), some))
                        .isPresent();
            case "Slice" ->
                sliced(node, sizes)
                        .filter(some -> follow(node.getOutput(0), some))
                        .isPresent();
            case "Concat" ->
                graph.consumers(node.getOutput(0)).stream()
                        .allMatch(
                                reader -> graph.nodes().get(reader).getOpType().equals("Reshape"));
            case "Reshape" -> node.getInput(1).equals(value);
            case "Cast" -> cast(value, sizes, index);
            default -> false;
        };
    }

    private Optional<List<Long>> picked(NodeProto node, List<Long> sizes) {
        return constants
                .value(node.getInput(1))
                .map(ConstantValue::whole)
                .map(which -> which.stream()
                        .map(at -> sizes.get((int) (at < 0 ? at + sizes.size() : at)))
                        .toList());
    }

    private Optional<List<Long>> sliced(NodeProto node, List<Long> sizes) {
        Optional<Long> from = bound(node, 1, sizes.size());
        Optional<Long> to = bound(node, 2, sizes.size());
        boolean each = node.getInputCount() < 5;
        return from.isPresent() && to.isPresent() && each && from.get() <= to.get()
                ? Optional.of(sizes.subList(from.get().intValue(), to.get().intValue()))
                : Optional.empty();
    }

    private Optional<Long> bound(NodeProto node, int input, long count) {
        return node.getInputCount() <= input
                ? Optional.empty()
                : constants
                        .value(node.getInput(input))
                        .map(all -> all.whole().get(0))
                        .map(at -> Math.max(0, Math.min(count, at < 0 ? at + count : at)));
    }

    /** Another type of whole numbers is still a size; where it becomes a real number it is a number like others. */
    private boolean cast(String value, List<Long> sizes, int index) {
        NodeProto node = graph.nodes().get(index);
        boolean real = DataType.of((int) new Attributes(node).integer("to", 0))
                .filter(DataType::isReal)
                .isPresent();
        if (!real) {
            return follow(node.getOutput(0), sizes);
        }
        Optional<List<Long>> dims = shapes.of(value);
        if (dims.isEmpty() || sizes.contains(OTHER)) {
            return false;
        }
        numbers.add(new Resizing.Operand(index, index, 0, dims.get(), sizes));
        return true;
    }

    /** Whether a value is one number that stays what it is: a constant, or made of sizes. */
    boolean isNumber(String value) {
        return isOne(value) && isMadeOfSizes(value, MOST_STEPS);
    }

    private boolean isOne(String value) {
        return constants
                .value(value)
                .map(ConstantValue::dims)
                .or(() -> shapes.of(value))
                .filter(dims -> dims.stream().allMatch(size -> size == 1))
                .isPresent();
    }

    private boolean isMadeOfSizes(String value, int steps) {
        if (constants.value(value).isPresent()) {
            return true;
        }
        OptionalInt producer = graph.producer(value);
        if (producer.isEmpty() || steps == 0) {
            return false;
        }
        NodeProto node = graph.nodes().get(producer.getAsInt());
        return graph.isStandard(node)
                && OF_SIZES.contains(node.getOpType())
                && (node.getOpType().equals("Shape")
                        || IntStream.range(0, node.getInputCount())
                                .allMatch(input -> isMadeOfSizes(node.getInput(input), steps - 1)));
    }
}
