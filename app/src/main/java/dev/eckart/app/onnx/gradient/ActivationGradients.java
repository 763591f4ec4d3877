package dev.eckart.app.onnx.gradient;

/** Of operators that work element by element on one operand, from what they make where that is cheaper. */
final class ActivationGradients {
    private ActivationGradients() {}

    static void relu(NodeGradient node) {
        node.give(0, () -> {
            Expression zero = node.output().number(0);
            return node.output().above(zero).choose(node.gradient(), zero);
        });
    }

    static void sigmoid(NodeGradient node) {
        Expression made = node.output();
        node.give(0, () -> node.gradient().times(made).times(made.from(1)));
    }
}
