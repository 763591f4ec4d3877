package dev.eckart.app.onnx.gradient.operator;

import dev.eckart.app.onnx.expression.Expression;
import dev.eckart.app.onnx.gradient.rule.NodeGradient;
import dev.eckart.app.onnx.tensor.DataType;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BinaryOperator;

/** Gradients of operators that work element by element on operands that broadcast. */
final class ArithmeticGradients {
    private ArithmeticGradients() {}

    /** Of any number of operands. */
    static void add(NodeGradient node) {
        for (int i = 0; i < node.node().getInputCount(); i++) {
            node.give(i, node::gradient);
        }
    }

    static void mean(NodeGradient node) {
        int count = node.node().getInputCount();
        for (int i = 0; i < count; i++) {
            node.give(i, () -> node.gradient().times(1.0 / count));
        }
    }

    static void subtract(NodeGradient node) {
        node.give(0, node::gradient);
        node.give(1, () -> node.gradient().mapped("Neg"));
    }

    static void multiply(NodeGradient node) {
        node.give(0, () -> node.gradient().times(node.input(1)));
        node.give(1, () -> node.gradient().times(node.input(0)));
    }

    static void divide(NodeGradient node) {
        node.give(0, () -> node.gradient().over(node.input(1)));
        node.give(
                1,
                () -> node.gradient().times(node.output()).over(node.input(1)).mapped("Neg"));
    }

    /** The exponent may be of another type than the base. */
    static void power(NodeGradient node) {
        Expression base = node.input(0);
        node.give(0, () -> node.gradient().times(slope(node)));
        node.give(1, () -> {
            // The logarithm of zero would make NaN of 0^b, which does not change with b.
            Expression factor = node.output().times(base.orOne().mapped("Log"));
            return node.gradient().times(factor).cast(node.input(1).type());
        });
    }

    private static Expression slope(NodeGradient node) {
        Expression base = node.input(0);
        Optional<Double> exponent = node.numbers(1)
                .filter(numbers -> numbers.length > 0 && Arrays.stream(numbers).allMatch(one -> one == numbers[0]))
                .map(numbers -> numbers[0]);
        if (exponent.filter(number -> number == 2).isPresent()) {
            return base.times(2);
        }
        if (exponent.filter(number -> number == 0.5).isPresent()) {
            return base.number(0.5).over(node.output());
        }
        Expression exponents = node.input(1).cast(base.type());
        // 0 * 0^-1 would be NaN where the exponent is zero: there, the power is zero too.
        Expression less = exponents.minus(exponents.cast(DataType.BOOL).cast(base.type()));
        return base.power(less).times(exponents);
    }

    static void maximum(NodeGradient node) {
        extreme(node, Expression::below);
    }

    static void minimum(NodeGradient node) {
        extreme(node, Expression::above);
    }

    /** All goes to the first operand that is the extreme. */
    private static void extreme(NodeGradient node, BinaryOperator<Expression> misses) {
        int last = node.node().getInputCount() - 1;
        Optional<Expression> before = Optional.empty();
        for (int i = 0; i <= last; i++) {
            Expression miss = misses.apply(node.input(i), node.output());
            Expression hit = miss.not();
            // What no other operand is, the last one is.
            Optional<Expression> here =
                    i == last ? before : before.map(hit::and).or(() -> Optional.of(hit));
            node.give(i, () -> here.map(node.gradient()::kept).orElseGet(node::gradient));
            before = before.map(miss::and).or(() -> Optional.of(miss));
        }
    }

    static void where(NodeGradient node) {
        Expression chosen = node.input(0);
        node.give(1, () -> node.gradient().kept(chosen));
        node.give(2, () -> node.gradient().kept(chosen.not()));
    }
}
