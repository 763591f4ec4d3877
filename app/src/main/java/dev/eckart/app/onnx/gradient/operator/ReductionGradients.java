package dev.eckart.app.onnx.gradient.operator;

import dev.eckart.app.onnx.expression.Expression;
import dev.eckart.app.onnx.gradient.rule.GradientRule;
import java.util.function.Consumer;

/** Gradients of operators that make one number of many along axes. */
final class ReductionGradients {
    private ReductionGradients() {}

    /** A rule of a reduction, whose axes must be known. */
    static GradientRule of(Consumer<Reduction> rule) {
        return GradientRule.unless(Reduction::obstacle, node -> rule.accept(Reduction.of(node)));
    }

    static void sum(Reduction along) {
        along.give(along::gradient);
    }

    static void mean(Reduction along) {
        along.give(() -> along.gradient().times(1.0 / along.count()));
    }

    /** In equal shares to all elements that are the extreme. */
    static void maximum(Reduction along) {
        share(along, along.input().below(along.output()));
    }

    static void minimum(Reduction along) {
        share(along, along.input().above(along.output()));
    }

    private static void share(Reduction along, Expression misses) {
        along.give(() -> {
            Expression hits = misses.not().cast(along.input().type());
            return hits.times(along.gradient().over(hits.sum(along.axes())));
        });
    }

    static void sizes(Reduction along) {
        along.give(() -> along.input().sign().times(along.gradient()));
    }

    static void squares(Reduction along) {
        along.give(() -> along.input().times(along.gradient().times(2)));
    }

    /** Where the norm is zero there is none; zero is a subgradient. */
    static void norm(Reduction along) {
        along.give(
                () -> along.input().times(along.gradient().over(along.output().orOne())));
    }

    static void logOfSum(Reduction along) {
        along.give(() -> along.gradient().over(along.output().mapped("Exp")));
    }

    static void logOfExponentials(Reduction along) {
        along.give(() -> along.input().minus(along.output()).mapped("Exp").times(along.gradient()));
    }
}
