package dev.eckart.app.onnx.gradient;

import static dev.eckart.app.onnx.gradient.GradientCase.of;

import java.util.List;

/** Products, and the same elements in other places. */
final class ProductCases {
    private ProductCases() {}

    static List<GradientCase> all() {
        return List.of(
                of("MatMul").input(3, 4).input(4, 2),
                of("MatMul").input(2, 3, 4).input(4, 2),
                of("MatMul").input(3, 4).input(2, 1, 4, 5),
                of("Reshape").input(3, 4).integers(2, -1));
    }
}
