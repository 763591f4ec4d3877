package dev.eckart.app.onnx.loss;

import dev.eckart.app.onnx.expression.Expression;
import dev.eckart.app.onnx.model.Attributes;

/** Probabilities of classes, which lie along the last axis. */
final class Classes {
    private Classes() {}

    /** Logarithms of the probabilities that scores stand for. */
    static Expression logarithms(Expression scores) {
        return scores.mapped("LogSoftmax", Attributes.ofInteger("axis", scores.rank() - 1));
    }
}
