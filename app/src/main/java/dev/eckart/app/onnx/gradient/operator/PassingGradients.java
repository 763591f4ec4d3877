package dev.eckart.app.onnx.gradient.operator;

import dev.eckart.app.onnx.gradient.rule.NodeGradient;
import java.util.Optional;

/** Gradients of operators that pass on what they are given, as it is or in another type. */
final class PassingGradients {
    private static final int RATIO = 1;
    private static final int TRAINING = 2;

    private PassingGradients() {}

    static void pass(NodeGradient node) {
        node.give(0, node::gradient);
    }

    /** Of the type of another input, perhaps, whose elements do not matter. */
    static void cast(NodeGradient node) {
        node.give(0, () -> node.gradient().cast(node.input(0).type()));
        node.give(1, () -> node.input(1).filled(0));
    }

    /** Before opset 12 the operator passes on whatever its ratio; since then it is told which it is to do. */
    static Optional<String> dropping(NodeGradient node) {
        boolean passes = !node.has(TRAINING) || isZero(node, TRAINING) || node.has(RATIO) && isZero(node, RATIO);
        return passes ? Optional.empty() : Optional.of("it drops elements at random");
    }

    private static boolean isZero(NodeGradient node, int input) {
        return node.numbers(input).filter(numbers -> numbers[0] == 0).isPresent();
    }
}
