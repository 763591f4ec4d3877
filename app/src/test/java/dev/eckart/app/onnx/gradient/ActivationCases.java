package dev.eckart.app.onnx.gradient;

import static dev.eckart.app.onnx.gradient.GradientCase.of;

import java.util.List;

/** Operators of one operand, element by element. */
final class ActivationCases {
    private ActivationCases() {}

    static List<GradientCase> all() {
        return List.of(of("Relu").distinct(3, 5), of("Sigmoid").input(3, 5));
    }
}
