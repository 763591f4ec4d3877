package dev.eckart.app.onnx.gradient.operator;

import dev.eckart.app.onnx.expression.Expression;
import dev.eckart.app.onnx.expression.Pieces;
import dev.eckart.app.onnx.expression.Places;
import dev.eckart.app.onnx.gradient.rule.GradientRule;
import dev.eckart.app.onnx.gradient.rule.NodeGradient;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** Gradients of Slice: what was left out gets zeros. */
final class SliceGradient implements GradientRule {
    private static final int STARTS = 1;
    private static final int AXES = 3;
    private static final int STEPS = 4;

    @Override
    public Optional<String> obstacle(NodeGradient node) {
        for (int input : new int[] {STARTS, AXES, STEPS}) {
            if (node.has(input) && node.numbers(input).isEmpty()) {
                return Optional.of("where it begins is worked out while the model runs");
            }
        }
        return Optional.empty();
    }

    @Override
    public void apply(NodeGradient node) {
        node.give(0, () -> back(node));
    }

    private static Expression back(NodeGradient node) {
        List<Long> dims = node.input(0).dims();
        if (node.output().elements() == 0) {
            return node.input(0).filled(0);
        }
        long[] starts = numbers(node, STARTS, "starts").orElseThrow();
        long[] axes = numbers(node, AXES, "axes")
                .orElseGet(() -> LongStream.range(0, starts.length).toArray());
        long[] steps = numbers(node, STEPS, "steps").orElseGet(() -> ones(starts.length));
        Expression piece = node.gradient();
        List<Long> before = dims.stream().map(size -> 0L).toList();
        for (int i = 0; i < starts.length; i++) {
            int axis = Math.floorMod(axes[i], dims.size());
            long size = dims.get(axis);
            long last = steps[i] < 0 ? size - 1 : size;
            long start = Math.max(0, Math.min(last, starts[i] < 0 ? starts[i] + size : starts[i]));
            long count = node.output().dims().get(axis);
            piece = steps[i] < 0 ? Pieces.reversed(piece, axis) : piece;
            piece = spread(piece, axis, Math.abs(steps[i]));
            before = Pieces.with(before, axis, steps[i] < 0 ? start + (count - 1) * steps[i] : start);
        }
        List<Long> behind = new ArrayList<>();
        for (int axis = 0; axis < dims.size(); axis++) {
            behind.add(dims.get(axis) - piece.dims().get(axis) - before.get(axis));
        }
        return Places.padded(piece, before, behind);
    }

    /** Zeros behind each element. */
    private static Expression spread(Expression piece, int axis, long step) {
        if (step == 1 || piece.dims().get(axis) == 1) {
            return piece;
        }
        List<Long> apart = new ArrayList<>(piece.dims());
        apart.add(axis + 1, 1L);
        List<Long> sizes = Pieces.with(piece.dims(), axis, piece.dims().get(axis) * step);
        return Pieces.padded(piece.reshaped(apart), axis + 1, 0, step - 1).reshaped(sizes);
    }

    private static Optional<long[]> numbers(NodeGradient node, int input, String attribute) {
        return node.numbers(input)
                .map(numbers -> Arrays.stream(numbers)
                        .mapToLong(number -> (long) number)
                        .toArray())
                .or(() -> node.attributes()
                        .integers(attribute)
                        .map(numbers ->
                                numbers.stream().mapToLong(Long::longValue).toArray()));
    }

    private static long[] ones(int count) {
        return LongStream.generate(() -> 1).limit(count).toArray();
    }
}
