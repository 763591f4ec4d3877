package dev.eckart.app.onnx.gradient;

import static dev.eckart.app.onnx.gradient.GradientCase.of;

import java.util.List;

/** Operators of two operands that broadcast. */
final class ArithmeticCases {
    private ArithmeticCases() {}

    static List<GradientCase> all() {
        return List.of(
                of("Add").input(3, 4).input(3, 4),
                of("Add").input(3, 1, 4).input(2, 1),
                of("Sub").input(4).input(2, 3, 4),
                of("Mul").input(2, 3).input(),
                of("Mul").input(2, 1, 3).input(4, 1),
                of("Div").input(2, 3).between(0.5, 2, 3),
                of("Div").input(1, 3).between(-2, -0.5, 2, 1),
                of("ReduceSum").input(2, 3, 4).integers(1).attribute("keepdims", 1));
    }
}
