package dev.eckart.app.onnx.gradient.operator;

import dev.eckart.app.onnx.expression.Expression;
import dev.eckart.app.onnx.gradient.rule.NodeGradient;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A reduction as its rule sees it: what it makes keeps the axes, of size 1, so that it fits the operand.
 *
 * @param node the node
 * @param axes indices of the axes that it reduces, from 0; none if it only maps elements
 */
record Reduction(NodeGradient node, List<Integer> axes) {
    private static final int AXES = 1;

    /** Axes are an attribute in old opsets, an input in new ones; where there are none, all are meant, unless said otherwise. */
    static Reduction of(NodeGradient node) {
        int rank = node.input(0).rank();
        List<Integer> named = node.has(AXES)
                ? node.numbers(AXES).stream()
                        .flatMapToDouble(Arrays::stream)
                        .mapToObj(axis -> (int) axis)
                        .toList()
                : node.attributes().integers("axes").orElse(List.of()).stream()
                        .map(Long::intValue)
                        .toList();
        boolean all = named.isEmpty() && node.attributes().integer("noop_with_empty_axes", 0) == 0;
        IntStream axes = all
                ? IntStream.range(0, rank)
                : named.stream().mapToInt(axis -> Math.floorMod(axis, rank)).sorted();
        return new Reduction(node, axes.boxed().toList());
    }

    /** Axes that are not the same in every run. */
    static Optional<String> obstacle(NodeGradient node) {
        return node.has(AXES) && node.numbers(AXES).isEmpty()
                ? Optional.of("its axes are not constant")
                : Optional.empty();
    }

    Expression input() {
        return node.input(0);
    }

    Expression output() {
        return kept(node.output());
    }

    Expression gradient() {
        return kept(node.gradient());
    }

    /** How many elements are made one. */
    long count() {
        return input().elements() / output().elements();
    }

    private Expression kept(Expression made) {
        return made.reshaped(IntStream.range(0, input().rank())
                .mapToObj(axis -> axes.contains(axis) ? 1L : input().dims().get(axis))
                .toList());
    }

    /** The gradient of the operand, of its sizes or of those that were reduced. */
    void give(Supplier<Expression> gradient) {
        node.give(0, () -> gradient.get().expanded(input().dims()));
    }
}
