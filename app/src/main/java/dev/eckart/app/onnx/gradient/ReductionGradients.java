package dev.eckart.app.onnx.gradient;

/** Of operators that make one number of many. */
final class ReductionGradients {
    private ReductionGradients() {}

    static void sum(NodeGradient node) {
        node.give(0, () -> node.gradient().expanded(node.input(0).dims()));
    }
}
