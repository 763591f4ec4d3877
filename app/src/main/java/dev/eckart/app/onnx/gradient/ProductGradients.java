package dev.eckart.app.onnx.gradient;

/** Of products of matrices. */
final class ProductGradients {
    private ProductGradients() {}

    /** Y = A B: dA = dY B', dB = A' dY. */
    static void matMul(NodeGradient node) {
        Expression left = node.input(0);
        Expression right = node.input(1);
        node.give(0, () -> node.gradient().matMul(right.turned()));
        node.give(1, () -> left.turned().matMul(node.gradient()));
    }
}
