package dev.eckart.app.onnx.gradient.operator;

import dev.eckart.app.onnx.expression.Expression;
import dev.eckart.app.onnx.gradient.rule.NodeGradient;
import dev.eckart.app.onnx.model.Attributes;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;

/**
 * Gradients of activations that are one thing below a bound and another above it. On the bound the gradient is that of the flat
 * side.
 */
final class RectifierGradients {
    private RectifierGradients() {}

    static void relu(NodeGradient node) {
        node.give(
                0, () -> node.gradient().kept(node.output().above(node.output().number(0))));
    }

    static void thresholdedRelu(NodeGradient node) {
        Expression x = node.input(0);
        double bound = node.attributes().real("alpha", 1);
        node.give(0, () -> node.gradient().kept(x.above(x.number(bound))));
    }

    static void leakyRelu(NodeGradient node) {
        Expression x = node.input(0);
        double slope = node.attributes().real("alpha", 0.01f);
        node.give(
                0, () -> node.gradient().times(x.number(slope).plus(positive(x).times(1 - slope))));
    }

    static void pRelu(NodeGradient node) {
        Expression x = node.input(0);
        Expression slope = node.input(1);
        node.give(0, () -> node.gradient().times(slope.plus(positive(x).times(slope.from(1)))));
        node.give(1, () -> node.gradient().times(negativePart(x)));
    }

    static void elu(NodeGradient node) {
        exponential(node, node.attributes().real("alpha", 1), 1, 1);
    }

    static void selu(NodeGradient node) {
        double scale = node.attributes().real("gamma", 1.05070102214813232421875f);
        exponential(node, node.attributes().real("alpha", 1.67326319217681884765625f), scale, 1);
    }

    static void celu(NodeGradient node) {
        exponential(node, 1, 1, node.attributes().real("alpha", 1));
    }

    /** Of scale x where x is positive, scale height width (exp(x / width) - 1) elsewhere. */
    private static void exponential(NodeGradient node, double height, double scale, double width) {
        Expression x = node.input(0);
        node.give(0, () -> {
            Expression decay = negativePart(x).times(1 / width).mapped("Exp").times(scale * height);
            Expression slope = height == 1 ? decay : decay.plus(positive(x).times(scale * (1 - height)));
            return node.gradient().times(slope);
        });
    }

    static void hardSigmoid(NodeGradient node) {
        Expression made = node.output();
        double slope = node.attributes().real("alpha", 0.2f);
        Expression gradient = node.gradient();
        node.give(0, () -> gradient.times(slope).kept(made.above(made.number(0)).and(made.below(made.number(1)))));
    }

    /** Of x h, h = x / 6 + 1 / 2 between 0 and 1. */
    static void hardSwish(NodeGradient node) {
        Expression x = node.input(0);
        node.give(0, () -> {
            Expression gate =
                    x.mapped("HardSigmoid", Attributes.ofReal("alpha", 1.0f / 6), Attributes.ofReal("beta", 0.5f));
            Expression between = x.above(x.number(-3)).and(x.below(x.number(3)));
            return node.gradient().times(gate.plus(x.times(1.0 / 6).kept(between)));
        });
    }

    /** Bounds are attributes before opset 11, inputs after; the upper one holds if the lower one is above it. */
    static void clip(NodeGradient node) {
        Expression made = node.output();
        Expression gradient = node.gradient();
        Optional<Expression> low = bound(node, 1, "min");
        Optional<Expression> high = bound(node, 2, "max");
        Optional<Expression> above = low.map(made::above);
        Optional<Expression> below = high.map(made::below);
        node.give(0, () -> both(above, below).map(gradient::kept).orElse(gradient));
        node.give(1, () -> {
            Optional<Expression> apart = low.flatMap(least -> high.map(least::below));
            return gradient.kept(both(above.map(Expression::not), apart).orElseThrow());
        });
        node.give(2, () -> gradient.kept(below.orElseThrow().not()));
    }

    private static Optional<Expression> bound(NodeGradient node, int input, String attribute) {
        return node.has(input)
                ? Optional.of(node.input(input).reshaped())
                : node.attributes().named(attribute).map(bound -> node.input(0).number(bound.getF()));
    }

    private static Optional<Expression> both(Optional<Expression> one, Optional<Expression> other) {
        BinaryOperator<Expression> and = Expression::and;
        return Stream.of(one, other).flatMap(Optional::stream).reduce(and);
    }

    /** Ones where a value is positive, else zeros. */
    private static Expression positive(Expression of) {
        return of.above(of.number(0)).cast(of.type());
    }

    /** A value where it is negative, else zeros; {@code Min} has no kernel for all types in old opsets. */
    private static Expression negativePart(Expression of) {
        return of.minus(of.mapped("Relu"));
    }
}
