package dev.eckart.app.onnx.gradient;

import java.util.Map;

/** The one table: what each operator does to gradients. */
final class GradientRules {
    /** By name of the operator of the standard domain. */
    static final Map<String, GradientRule> ALL = Map.ofEntries(
            // Products.
            Map.entry("MatMul", ProductGradients::matMul),
            // Element by element, of two operands.
            Map.entry("Add", ArithmeticGradients::add),
            Map.entry("Sub", ArithmeticGradients::subtract),
            Map.entry("Mul", ArithmeticGradients::multiply),
            Map.entry("Div", ArithmeticGradients::divide),
            // Activations.
            Map.entry("Relu", ActivationGradients::relu),
            Map.entry("Sigmoid", ActivationGradients::sigmoid),
            // Reductions.
            Map.entry("ReduceSum", ReductionGradients::sum),
            // The same elements in other places.
            Map.entry("Identity", node -> node.give(0, node::gradient)),
            Map.entry("Reshape", ShapeGradients::reshape));

    private GradientRules() {}
}
