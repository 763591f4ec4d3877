package dev.eckart.app.onnx.gradient.operator;

import dev.eckart.app.onnx.expression.Expression;
import dev.eckart.app.onnx.expression.Places;
import dev.eckart.app.onnx.gradient.rule.NodeGradient;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;

/** Gradients of padding: what it took of each element. */
final class PadGradients {
    private static final int PADS = 1;
    private static final int VALUE = 2;
    private static final int AXES = 3;

    private PadGradients() {}

    static Optional<String> obstacle(NodeGradient node) {
        if (pads(node).isEmpty()) {
            return Optional.of("how much it pads is not the same in every run");
        }
        boolean cuts = pads(node).orElseThrow().stream().anyMatch(pad -> pad < 0);
        return cuts && mode(node).equals("wrap") ? Optional.of("it repeats what is left of a cut") : Optional.empty();
    }

    static void pad(NodeGradient node) {
        List<Long> pads = pads(node).orElseThrow();
        int rank = node.input(0).rank();
        List<Long> begins = pads.subList(0, rank);
        List<Long> cut = pads.stream().map(pad -> -pad).toList();
        if (mode(node).equals("constant")) {
            node.give(0, () -> Places.padded(node.gradient(), cut.subList(0, rank), cut.subList(rank, 2 * rank)));
            node.give(VALUE, () -> {
                Expression inside = Places.padded(node.gradient(), cut.subList(0, rank), cut.subList(rank, 2 * rank));
                return node.gradient()
                        .sum()
                        .minus(inside.sum())
                        .reshaped(node.input(VALUE).dims());
            });
        } else {
            node.give(0, () -> copied(node, begins));
        }
    }

    private static Expression copied(NodeGradient node, List<Long> begins) {
        Expression gradient = node.gradient();
        for (int axis = 0; axis < begins.size(); axis++) {
            long begin = begins.get(axis);
            long size = node.input(0).dims().get(axis);
            LongUnaryOperator source = source(mode(node), size);
            double[][] weights = LongStream.range(0, node.output().dims().get(axis))
                    .mapToObj(at -> one(size, source.applyAsLong(at - begin)))
                    .toArray(double[][]::new);
            gradient = new AxisMap(axis, weights).gradient(gradient);
        }
        return gradient;
    }

    private static double[] one(long size, long at) {
        double[] row = new double[(int) size];
        row[(int) at] = 1;
        return row;
    }

    /** Which element of an axis comes at a place, from its begin. */
    private static LongUnaryOperator source(String mode, long size) {
        return switch (mode) {
            case "edge" -> at -> Math.max(0, Math.min(size - 1, at));
            case "wrap" -> at -> Math.floorMod(at, size);
            default ->
                at -> {
                    long turn = Math.floorMod(at, Math.max(1, 2 * size - 2));
                    return turn < size ? turn : 2 * size - 2 - turn;
                };
        };
    }

    private static String mode(NodeGradient node) {
        return node.attributes().text("mode", "constant");
    }

    /** How much is added before and behind each axis. */
    private static Optional<List<Long>> pads(NodeGradient node) {
        if (!node.has(PADS)) {
            return node.attributes().integers("pads");
        }
        Optional<List<Long>> told = node.numbers(PADS).map(PadGradients::whole);
        return node.has(AXES) ? told.flatMap(some -> node.numbers(AXES).map(axes -> ofAll(node, some, axes))) : told;
    }

    private static List<Long> ofAll(NodeGradient node, List<Long> some, double... axes) {
        int rank = node.input(0).rank();
        List<Long> all = new ArrayList<>(Collections.nCopies(2 * rank, 0L));
        for (int i = 0; i < axes.length; i++) {
            int axis = Math.floorMod((int) axes[i], rank);
            all.set(axis, some.get(i));
            all.set(rank + axis, some.get(axes.length + i));
        }
        return all;
    }

    private static List<Long> whole(double... numbers) {
        return Arrays.stream(numbers).mapToObj(number -> (long) number).toList();
    }
}
