package dev.eckart.app.onnx.gradient.operator;

import dev.eckart.app.onnx.expression.Expression;
import dev.eckart.app.onnx.gradient.rule.NodeGradient;
import dev.eckart.app.onnx.model.Attributes;
import java.util.List;
import java.util.stream.IntStream;

/** Gradients of operators along an axis that keep the sizes. */
final class SoftmaxGradients {
    private SoftmaxGradients() {}

    static void softmax(NodeGradient node) {
        node.give(0, () -> {
            Expression weighted = node.gradient().times(node.output());
            return weighted.minus(node.output().times(weighted.sum(axes(node))));
        });
    }

    static void logSoftmax(NodeGradient node) {
        node.give(0, () -> {
            Expression total = node.gradient().sum(axes(node));
            return node.gradient().minus(node.output().mapped("Exp").times(total));
        });
    }

    /** Before opset 13 all axes from one on are taken for a single one. */
    private static List<Integer> axes(NodeGradient node) {
        int rank = node.input(0).rank();
        boolean flattens = node.graph().opset() < 13;
        int axis = Math.floorMod(node.attributes().integer("axis", flattens ? 1 : -1), rank);
        return IntStream.range(axis, flattens ? rank : axis + 1).boxed().toList();
    }

    /** Sums up to each element go back as sums from each element on. */
    static void cumulativeSum(NodeGradient node) {
        node.give(0, () -> {
            Expression gradient = node.gradient();
            return gradient.graph()
                    .node(
                            "CumSum",
                            List.of(gradient, node.input(1)),
                            gradient.type(),
                            gradient.dims(),
                            Attributes.ofInteger("exclusive", node.attributes().integer("exclusive", 0)),
                            Attributes.ofInteger(
                                    "reverse", 1 - node.attributes().integer("reverse", 0)));
        });
    }

    /** Of y = x / |x|, in the norm of order 1 or 2; where the norm is zero, as if it were one. */
    static void normalize(NodeGradient node) {
        Expression x = node.input(0);
        List<Integer> axes = List.of(Math.floorMod(node.attributes().integer("axis", -1), x.rank()));
        boolean first = node.attributes().integer("p", 2) == 1;
        node.give(0, () -> {
            Expression norm = x.reduced(first ? "ReduceL1" : "ReduceL2", axes).orOne();
            Expression along = node.gradient().times(node.output()).sum(axes);
            Expression growth = first ? x.sign() : node.output();
            return node.gradient().minus(growth.times(along)).over(norm);
        });
    }
}
