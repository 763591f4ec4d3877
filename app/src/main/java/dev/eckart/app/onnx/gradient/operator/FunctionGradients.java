package dev.eckart.app.onnx.gradient.operator;

import dev.eckart.app.onnx.gradient.rule.NodeGradient;

/** Gradients of elementary functions of one operand, element by element. */
final class FunctionGradients {
    private FunctionGradients() {}

    static void negate(NodeGradient node) {
        node.give(0, () -> node.gradient().mapped("Neg"));
    }

    static void root(NodeGradient node) {
        node.give(0, () -> node.gradient().over(node.output()).times(0.5));
    }

    static void reciprocal(NodeGradient node) {
        node.give(0, () -> node.gradient().times(node.output().squared()).mapped("Neg"));
    }

    static void exponential(NodeGradient node) {
        node.give(0, () -> node.gradient().times(node.output()));
    }

    static void logarithm(NodeGradient node) {
        node.give(0, () -> node.gradient().over(node.input(0)));
    }

    static void absolute(NodeGradient node) {
        node.give(0, () -> node.gradient().times(node.input(0).sign()));
    }

    static void sine(NodeGradient node) {
        node.give(0, () -> node.gradient().times(node.input(0).mapped("Cos")));
    }

    static void cosine(NodeGradient node) {
        node.give(0, () -> node.gradient().times(node.input(0).mapped("Sin")).mapped("Neg"));
    }
}
