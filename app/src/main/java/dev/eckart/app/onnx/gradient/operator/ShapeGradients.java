package dev.eckart.app.onnx.gradient.operator;

import dev.eckart.app.onnx.expression.Expression;
import dev.eckart.app.onnx.expression.Pieces;
import dev.eckart.app.onnx.gradient.rule.NodeGradient;
import dev.eckart.app.onnx.model.Attributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Gradients of operators that give the same elements other places, all of them: what they do, undone. */
final class ShapeGradients {
    private ShapeGradients() {}

    /** Of all that give other sizes only. */
    static void reshape(NodeGradient node) {
        node.give(0, () -> node.gradient().reshaped(node.input(0).dims()));
    }

    static void transpose(NodeGradient node) {
        List<Long> order = node.attributes()
                .integers("perm")
                .orElseGet(() -> backwards(node.input(0).rank()));
        node.give(0, () -> node.gradient().transposedBack(order));
    }

    private static List<Long> backwards(int rank) {
        List<Long> order = new ArrayList<>(LongStream.range(0, rank).boxed().toList());
        Collections.reverse(order);
        return order;
    }

    static void concat(NodeGradient node) {
        int axis = node.axis("axis", 0, node.output().rank());
        long from = 0;
        for (int i = 0; i < node.node().getInputCount(); i++) {
            long start = from;
            long end = from + node.input(i).dims().get(axis);
            node.give(i, () -> Pieces.sliced(node.gradient(), axis, start, end));
            from = end;
        }
    }

    static void split(NodeGradient node) {
        int axis = node.axis("axis", 0, node.input(0).rank());
        node.give(0, () -> {
            List<Expression> pieces = IntStream.range(0, node.node().getOutputCount())
                    .mapToObj(node::gradient)
                    .toList();
            return Pieces.joined(pieces, axis);
        });
    }

    /** What was repeated along an axis lies there one behind the other: an axis of its own, which is summed. */
    static void tile(NodeGradient node) {
        List<Long> dims = node.input(0).dims();
        List<Long> apart = new ArrayList<>();
        List<Integer> repeats = new ArrayList<>();
        for (int axis = 0; axis < dims.size(); axis++) {
            long times = node.output().dims().get(axis) / dims.get(axis);
            if (times > 1) {
                repeats.add(apart.size());
                apart.add(times);
            }
            apart.add(dims.get(axis));
        }
        node.give(0, () -> node.gradient().reshaped(apart).sum(repeats).reshaped(dims));
    }

    /** What is left out gets zero: the same triangle of the gradient. */
    static void triangle(NodeGradient node) {
        List<Expression> operands = new ArrayList<>(List.of(node.gradient()));
        if (node.has(1)) {
            operands.add(node.input(1));
        }
        Expression gradient = node.gradient();
        node.give(
                0,
                () -> node.graph()
                        .node(
                                "Trilu",
                                operands,
                                gradient.type(),
                                gradient.dims(),
                                Attributes.ofInteger("upper", node.attributes().integer("upper", 1))));
    }
}
