package dev.eckart.app.onnx.gradient;

import static dev.eckart.app.onnx.gradient.GradientCase.of;

import java.util.List;

/** Operators of one operand, element by element. */
final class ActivationCases {
    private ActivationCases() {}

    /** Piecewise ones with numbers that keep off the bounds. */
    static List<GradientCase> all() {
        return List.of(
                of("Neg").input(3, 5),
                of("Sqrt").between(0.5, 3, 3, 5),
                of("Reciprocal").between(0.5, 3, 3, 5),
                of("Exp").input(3, 5),
                of("Log").between(0.5, 3, 3, 5),
                of("Abs").distinct(3, 5),
                of("Sin").input(3, 5),
                of("Cos").input(3, 5),
                of("Relu").distinct(3, 5),
                of("Relu").opset(7).distinct(3, 5),
                of("LeakyRelu").single().distinct(3, 5),
                of("LeakyRelu").single().opset(7).attribute("alpha", -0.5f).distinct(3, 5),
                of("PRelu").single().distinct(2, 3, 2).input(3, 1),
                of("PRelu").single().opset(7).distinct(2, 3).input(1),
                of("ThresholdedRelu").single().distinct(3, 7),
                of("ThresholdedRelu")
                        .single()
                        .opset(10)
                        .attribute("alpha", 0.6f)
                        .distinct(3, 5),
                of("Elu").single().distinct(3, 5),
                of("Elu").single().opset(7).attribute("alpha", 2.5f).distinct(3, 5),
                of("Elu").single().attribute("alpha", -0.5f).distinct(3, 5),
                of("Selu").single().distinct(3, 5),
                of("Selu")
                        .single()
                        .opset(7)
                        .attribute("alpha", 1.2f)
                        .attribute("gamma", 0.7f)
                        .distinct(3, 5),
                of("Celu").single().distinct(3, 5),
                of("Celu").single().opset(12).attribute("alpha", 0.4f).distinct(3, 5),
                of("HardSigmoid").single().apart(-4.8, 6, 8),
                of("HardSigmoid")
                        .single()
                        .opset(7)
                        .attribute("alpha", 0.5f)
                        .attribute("beta", 0.3f)
                        .distinct(6, 5),
                of("HardSwish").single().distinct(6, 8),
                of("HardSwish").single().opset(14).distinct(6, 8),
                of("Sigmoid").input(3, 5),
                of("Tanh").input(3, 5),
                of("Erf").single().input(3, 5),
                of("Gelu").single().opset(20).input(3, 5),
                of("Gelu").single().opset(20).attribute("approximate", "tanh").input(3, 5),
                of("Swish").opset(24).input(3, 5),
                of("Swish").opset(24).attribute("alpha", 1.702f).input(3, 5),
                of("Softplus").single().input(3, 5),
                of("Softplus").single().opset(7).between(-40, 40, 3, 5),
                of("Softsign").single().input(3, 5),
                of("Mish").input(3, 5),
                of("Mish").between(-40, 40, 3, 5));
    }
}
