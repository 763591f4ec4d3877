package dev.eckart.app.onnx.gradient.operator;

import dev.eckart.app.onnx.expression.Expression;
import dev.eckart.app.onnx.gradient.rule.NodeGradient;
import dev.eckart.app.onnx.model.Attributes;

/** Gradients of smooth functions of one operand, element by element: from what they make where that is cheaper. */
final class ActivationGradients {
    private static final double ROOT_HALF = Math.sqrt(0.5);

    /** Of the approximation of the normal distribution in {@code Gelu}: sigmoid(2 c (x + a x^3)). */
    private static final double CUBE = 0.044715;

    private ActivationGradients() {}

    static void sigmoid(NodeGradient node) {
        Expression made = node.output();
        node.give(0, () -> node.gradient().times(made).times(made.from(1)));
    }

    static void tanh(NodeGradient node) {
        node.give(0, () -> node.gradient().times(node.output().squared().from(1)));
    }

    static void erf(NodeGradient node) {
        node.give(0, () -> node.gradient().times(bell(node.input(0), 2 / Math.sqrt(Math.PI))));
    }

    /** With the factor in the exponent, which spares a product. */
    private static Expression bell(Expression of, double height) {
        return of.squared().from(Math.log(height)).mapped("Exp");
    }

    /** Of x P(x), P the normal distribution function: P(x) + x p(x), p its density. */
    static void gelu(NodeGradient node) {
        Expression x = node.input(0);
        node.give(0, () -> {
            if (node.attributes().text("approximate", "none").equals("tanh")) {
                return node.gradient().times(gated(x, node.output()));
            }
            Expression scaled = x.times(ROOT_HALF);
            // (1 + erf) / 2 is never outside of 0 to 1, where HardSigmoid is a product and a sum in one pass.
            Expression below = scaled.mapped("Erf")
                    .mapped("HardSigmoid", Attributes.ofReal("alpha", 0.5f), Attributes.ofReal("beta", 0.5f));
            Expression density = bell(scaled, 1 / Math.sqrt(2 * Math.PI));
            return node.gradient().times(below.plus(x.times(density)));
        });
    }

    /** Of y = x s(z), z = 2 c (x + a x^3): s + y (1 - s) z'. */
    private static Expression gated(Expression x, Expression made) {
        double slope = 2 * Math.sqrt(2 / Math.PI);
        Expression square = x.squared();
        Expression gate = square.times(slope * CUBE).plus(slope).times(x).mapped("Sigmoid");
        Expression inner = square.times(3 * slope * CUBE).plus(slope);
        return gate.plus(made.times(gate.from(1)).times(inner));
    }

    /** Of y = x s(a x): s + a y (1 - s). */
    static void swish(NodeGradient node) {
        double slope = node.attributes().real("alpha", 1);
        node.give(0, () -> {
            Expression gate = node.input(0).times(slope).mapped("Sigmoid");
            Expression rest = node.output().times(gate.from(1)).times(slope);
            return node.gradient().times(gate.plus(rest));
        });
    }

    static void softplus(NodeGradient node) {
        node.give(0, () -> node.gradient().times(node.input(0).mapped("Sigmoid")));
    }

    static void softsign(NodeGradient node) {
        node.give(0, () -> {
            Expression size = node.input(0).mapped("Abs").plus(1);
            return node.gradient().over(size.squared());
        });
    }

    /**
     * Of y = x t, t = tanh(softplus(x)). With s = sigmoid(x) and q = 1 - s, t = s (1 + q) / (1 + q^2) and 1 - t^2 = (2 q / (1 +
     * q^2))^2: nothing overflows and nothing cancels, and ONNX Runtime's slow {@code Softplus} is not needed.
     */
    static void mish(NodeGradient node) {
        Expression x = node.input(0);
        node.give(0, () -> {
            Expression s = x.mapped("Sigmoid");
            Expression q = s.from(1);
            Expression under = q.squared().plus(1);
            Expression value = q.plus(1).over(under);
            Expression slope = x.times(q.times(2).over(under).squared());
            return node.gradient().times(s).times(value.plus(slope));
        });
    }
}
