package dev.eckart.app.onnx.rewrite;

import dev.eckart.app.onnx.constant.ConstantValue;
import dev.eckart.app.onnx.constant.ConstantValues;
import dev.eckart.app.onnx.model.Attributes;
import dev.eckart.app.onnx.proto.NodeProto;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * A node that takes parts of a constant, the same in every run: Split, Slice along one axis, or Gather of slices that lie
 * side by side.
 *
 * @param constants what is known of the model
 * @param node a node of its graph
 */
record PartingNode(ConstantValues constants, NodeProto node) {
    /** What each output is, by its name; none if any of them is not known. */
    Map<String, WeightPart> parts() {
        if (!constants.graph().isStandard(node) || node.getInputCount() == 0) {
            return Map.of();
        }
        Map<String, WeightPart> parts = new LinkedHashMap<>();
        List<WeightPart> found = switch (node.getOpType()) {
            case "Split" -> constants.value(node.getInput(0)).map(this::split).orElse(List.of());
            case "Slice" ->
                constants.value(node.getInput(0)).flatMap(this::sliced).stream().toList();
            case "Gather" ->
                constants.value(node.getInput(0)).flatMap(this::gathered).stream()
                        .toList();
            default -> List.of();
        };
        if (found.size() == node.getOutputCount() && found.stream().allMatch(WeightPart::isSound)) {
            for (int i = 0; i < found.size(); i++) {
                parts.put(node.getOutput(i), found.get(i));
            }
        }
        parts.remove("");
        return parts;
    }

    /** Of an axis that is counted from behind, which it is; the first if there is no such axis. */
    private static Optional<Integer> axis(ConstantValue whole, long told) {
        int axes = whole.dims().size();
        long axis = told < 0 ? told + axes : told;
        return axis >= 0 && axis < axes ? Optional.of((int) axis) : Optional.empty();
    }

    private List<WeightPart> split(ConstantValue whole) {
        Optional<Integer> axis = axis(whole, new Attributes(node).integer("axis", 0));
        if (axis.isEmpty()) {
            return List.of();
        }
        long width = whole.dims().get(axis.get());
        List<Long> sizes = has(1)
                ? numbers(1).orElse(List.of())
                : new Attributes(node).integers("split").orElseGet(() -> even(width));
        if (sizes.stream().mapToLong(Long::longValue).sum() != width) {
            return List.of();
        }
        return LongStream.range(0, sizes.size())
                .mapToObj(i -> new WeightPart(
                        whole,
                        axis.get(),
                        sizes.subList(0, (int) i).stream()
                                .mapToLong(Long::longValue)
                                .sum(),
                        sizes.get((int) i),
                        false))
                .toList();
    }

    /** As even as whole numbers are: the last may be smaller. */
    private List<Long> even(long width) {
        int parts = node.getOutputCount();
        long size = (width + parts - 1) / parts;
        return LongStream.range(0, parts)
                .mapToObj(i -> Math.min(size, width - i * size))
                .toList();
    }

    private Optional<WeightPart> sliced(ConstantValue whole) {
        Optional<List<Long>> starts = told(1, "starts");
        Optional<List<Long>> ends = told(2, "ends");
        Optional<List<Long>> axes = has(3) ? numbers(3) : new Attributes(node).integers("axes");
        Optional<List<Long>> steps = has(4) ? numbers(4) : Optional.of(List.of(1L));
        boolean one = starts.filter(list -> list.size() == 1).isPresent()
                && ends.filter(list -> list.size() == 1).isPresent()
                && axes.or(() -> Optional.of(List.of(0L)).filter(none -> !has(3)))
                        .filter(list -> list.size() == 1)
                        .isPresent()
                && steps.filter(List.of(1L)::equals).isPresent();
        if (!one) {
            return Optional.empty();
        }
        return axis(whole, axes.map(list -> list.get(0)).orElse(0L)).map(axis -> {
            long width = whole.dims().get(axis);
            long from = place(starts.get().get(0), width);
            return new WeightPart(whole, axis, from, place(ends.get().get(0), width) - from, false);
        });
    }

    /** Where an index is that may be counted from behind, and may lie beyond the ends. */
    private static long place(long index, long width) {
        return Math.max(0, Math.min(width, index < 0 ? index + width : index));
    }

    private Optional<WeightPart> gathered(ConstantValue whole) {
        Optional<ConstantValue> indices = has(1)
                ? constants.value(node.getInput(1)).filter(value -> value.dims().size() <= 1 && value.elements() > 0)
                : Optional.empty();
        Optional<Integer> axis = axis(whole, new Attributes(node).integer("axis", 0));
        if (indices.isEmpty() || axis.isEmpty()) {
            return Optional.empty();
        }
        long width = whole.dims().get(axis.get());
        List<Long> places = indices.get().whole().stream()
                .map(index -> index < 0 ? index + width : index)
                .toList();
        long from = places.get(0);
        boolean sideBySide = LongStream.range(0, places.size()).allMatch(i -> places.get((int) i) == from + i);
        boolean single = indices.get().dims().isEmpty();
        return sideBySide
                ? Optional.of(new WeightPart(whole, axis.get(), from, places.size(), single))
                : Optional.empty();
    }

    private boolean has(int input) {
        return input < node.getInputCount() && !node.getInput(input).isEmpty();
    }

    private Optional<List<Long>> told(int input, String attribute) {
        return has(input) ? numbers(input) : new Attributes(node).integers(attribute);
    }

    private Optional<List<Long>> numbers(int input) {
        return constants.value(node.getInput(input)).map(ConstantValue::whole);
    }
}
