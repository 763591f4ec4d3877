package dev.eckart.app.onnx.gradient;

/** Of operators that give the same elements other places: what they do, undone. */
final class ShapeGradients {
    private ShapeGradients() {}

    static void reshape(NodeGradient node) {
        node.give(0, () -> node.gradient().reshaped(node.input(0).dims()));
    }
}
