package dev.eckart.app.onnx.gradient.operator;

import dev.eckart.app.onnx.gradient.rule.NodeGradient;
import java.util.List;

/** Gradients of operators that exchange blocks of the image for channels: the same elements, put back. */
final class BlockGradients {
    private static final List<Long> DEPTH_FIRST = List.of(0L, 3L, 4L, 1L, 5L, 2L);
    private static final List<Long> CHANNELS_FIRST = List.of(0L, 1L, 4L, 2L, 5L, 3L);
    private static final List<Long> TO_DEPTH = List.of(0L, 3L, 5L, 1L, 2L, 4L);

    private BlockGradients() {}

    static void toSpace(NodeGradient node) {
        long block = node.attributes().integer("blocksize", 1);
        List<Long> made = node.output().dims();
        List<Long> from = node.input(0).dims();
        List<Long> order = node.attributes().text("mode", "DCR").equals("CRD") ? CHANNELS_FIRST : DEPTH_FIRST;
        node.give(
                0,
                () -> node.gradient()
                        .reshaped(from.get(0), made.get(1), from.get(2), block, from.get(3), block)
                        .transposedBack(order)
                        .reshaped(from));
    }

    static void toDepth(NodeGradient node) {
        long block = node.attributes().integer("blocksize", 1);
        List<Long> made = node.output().dims();
        List<Long> from = node.input(0).dims();
        node.give(
                0,
                () -> node.gradient()
                        .reshaped(from.get(0), block, block, from.get(1), made.get(2), made.get(3))
                        .transposedBack(TO_DEPTH)
                        .reshaped(from));
    }
}
