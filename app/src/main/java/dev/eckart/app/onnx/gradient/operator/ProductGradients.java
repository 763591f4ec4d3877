package dev.eckart.app.onnx.gradient.operator;

import dev.eckart.app.onnx.expression.Expression;
import dev.eckart.app.onnx.expression.Pieces;
import dev.eckart.app.onnx.gradient.rule.NodeGradient;

/** Gradients of products of matrices. */
final class ProductGradients {
    private ProductGradients() {}

    /** Y = A B: dA = dY B', dB = A' dY. An operand of one axis is a row on the left, a column on the right. */
    static void matMul(NodeGradient node) {
        Expression left = node.input(0);
        Expression right = node.input(1);
        if (right.rank() <= 2) {
            oneMatrix(node, left, right);
        } else if (left.rank() == 1) {
            int rows = right.rank() - 2;
            stack(
                    node,
                    node.gradient().reshaped(Pieces.with(right.dims(), rows, 1)),
                    left.reshaped(1, left.elements()));
        } else {
            stack(node, node.gradient(), left);
        }
    }

    private static void stack(NodeGradient node, Expression gradient, Expression left) {
        node.give(0, () -> gradient.matMul(node.input(1).turned()));
        node.give(1, () -> left.turned().matMul(gradient));
    }

    /** Matrices that are all multiplied by the same one are one tall matrix: one product, and nothing to sum. */
    private static void oneMatrix(NodeGradient node, Expression left, Expression right) {
        long inner = right.dims().get(0);
        Expression matrix = right.reshaped(inner, right.elements() / inner);
        Expression rows = left.reshaped(left.elements() / inner, inner);
        Expression gradient =
                node.gradient().reshaped(rows.dims().get(0), matrix.dims().get(1));
        node.give(0, () -> gradient.matMul(matrix.turned()).reshaped(left.dims()));
        node.give(1, () -> rows.turned().matMul(gradient).reshaped(right.dims()));
    }

    /** Y = alpha A B + beta C, where A and B may be given turned. */
    static void gemm(NodeGradient node) {
        boolean leftTurned = node.attributes().integer("transA", 0) != 0;
        boolean rightTurned = node.attributes().integer("transB", 0) != 0;
        Expression left = node.input(0);
        Expression right = node.input(1);
        Expression gradient = node.gradient().times(node.attributes().real("alpha", 1));
        node.give(
                0,
                () -> leftTurned
                        ? (rightTurned ? right.turned() : right).matMul(gradient.turned())
                        : gradient.matMul(rightTurned ? right : right.turned()));
        node.give(
                1,
                () -> rightTurned
                        ? gradient.turned().matMul(leftTurned ? left.turned() : left)
                        : (leftTurned ? left : left.turned()).matMul(gradient));
        if (node.has(2)) {
            node.give(2, () -> node.gradient().times(node.attributes().real("beta", 1)));
        }
    }
}
