package dev.eckart.app.onnx.gradient;

/** Of operators that work element by element on operands that broadcast. */
final class ArithmeticGradients {
    private ArithmeticGradients() {}

    static void add(NodeGradient node) {
        node.give(0, node::gradient);
        node.give(1, node::gradient);
    }

    static void subtract(NodeGradient node) {
        node.give(0, node::gradient);
        node.give(1, () -> node.gradient().mapped("Neg"));
    }

    static void multiply(NodeGradient node) {
        node.give(0, () -> node.gradient().times(node.input(1)));
        node.give(1, () -> node.gradient().times(node.input(0)));
    }

    static void divide(NodeGradient node) {
        node.give(0, () -> node.gradient().over(node.input(1)));
        node.give(
                1,
                () -> node.gradient().times(node.output()).over(node.input(1)).mapped("Neg"));
    }
}
