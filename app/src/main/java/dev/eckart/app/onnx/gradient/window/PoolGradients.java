package dev.eckart.app.onnx.gradient.window;

import dev.eckart.app.onnx.expression.Expression;
import dev.eckart.app.onnx.gradient.rule.NodeGradient;
import java.util.List;
import java.util.stream.IntStream;

/** Gradients of poolings that average, over windows or the whole image, and of the maximum of the whole image. */
public final class PoolGradients {
    private PoolGradients() {}

    static SlidingWindow window(NodeGradient node) {
        List<Long> taps = node.attributes().integers("kernel_shape").orElseThrow();
        return SlidingWindow.over(node.input(0), node.attributes(), taps, node.output());
    }

    /** The rule of {@code AveragePool}. */
    public static void average(NodeGradient node) {
        SlidingWindow window = window(node);
        boolean padding = node.attributes().integer("count_include_pad", 0) == 1;
        node.give(0, () -> {
            Expression shares = node.graph()
                    .constant(node.output().type(), window.each(WindowAxis::windows), window.shares(padding));
            return Spreading.sum(node.gradient().times(shares), window);
        });
    }

    /** The rule of {@code GlobalAveragePool}. */
    public static void globalAverage(NodeGradient node) {
        Expression image = node.input(0);
        node.give(
                0,
                () -> node.gradient()
                        .times((double) node.output().elements() / image.elements())
                        .expanded(image.dims()));
    }

    /** Where several places are largest, each gets an equal share. */
    public static void globalMaximum(NodeGradient node) {
        Expression image = node.input(0);
        List<Integer> axes = IntStream.range(2, image.rank()).boxed().toList();
        node.give(0, () -> {
            Expression largest = image.below(node.output()).not().cast(image.type());
            return largest.times(node.gradient().over(largest.sum(axes)));
        });
    }

    /** The rule of {@code LpPool}. */
    public static void norm(NodeGradient node) {
        node.give(0, () -> byImage(node, Spreading.sum(byNorm(node), window(node))));
    }

    /** The rule of {@code GlobalLpPool}. */
    public static void globalNorm(NodeGradient node) {
        node.give(0, () -> byImage(node, byNorm(node)));
    }

    /** y = (sum |x|^p)^(1/p): dx = sign(x) |x|^(p-1) y^(1-p) dy. No gradient where y is 0. */
    private static Expression byNorm(NodeGradient node) {
        Expression made = node.output();
        Expression powers = raised(made, node);
        return node.gradient().over(powers.orOne()).kept(made.above(made.number(0)));
    }

    private static Expression byImage(NodeGradient node, Expression gradient) {
        Expression image = node.input(0);
        return gradient.times(raised(image.mapped("Abs"), node)).times(image.sign());
    }

    private static Expression raised(Expression value, NodeGradient node) {
        long order = node.attributes().integer("p", 2);
        return order == 2 ? value : value.power(value.number(order - 1.0));
    }
}
