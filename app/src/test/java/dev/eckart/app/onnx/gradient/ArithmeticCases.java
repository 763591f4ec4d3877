package dev.eckart.app.onnx.gradient;

import static dev.eckart.app.onnx.gradient.GradientCase.of;

import dev.eckart.app.onnx.tensor.DataType;
import java.util.List;
import java.util.stream.Stream;

/** Operators of operands that broadcast, and those that pass on what they are given. */
final class ArithmeticCases {
    private ArithmeticCases() {}

    static List<GradientCase> all() {
        return Stream.of(sums(), powers(), choices(), passing())
                .flatMap(List::stream)
                .toList();
    }

    private static List<GradientCase> sums() {
        return List.of(
                of("Add").input(3, 4).input(3, 4),
                of("Add").input(3, 1, 4).input(2, 1),
                of("Add").input(3, 4).again(0),
                of("Sub").input(4).input(2, 3, 4),
                of("Sum").input(3),
                of("Sum").opset(8).input(2, 3).input(3).input(2, 1),
                of("Mean").single().input(2, 3),
                of("Mean").single().input(2, 3).input(3).input(2, 1),
                of("Mul").input(2, 3).input(),
                of("Mul").input(2, 1, 3).input(4, 1),
                of("Mul").input(2, 3).again(0),
                of("Div").input(2, 3).between(0.5, 2, 3),
                of("Div").input(1, 3).between(-2, -0.5, 2, 1));
    }

    private static List<GradientCase> powers() {
        return List.of(
                of("Pow").between(0.5, 2, 2, 3).input(2, 3),
                of("Pow").opset(7).between(0.5, 2, 3).input(2, 1),
                of("Pow").between(0.5, 2, 3).again(0),
                of("Pow").input(2, 3).constant(new double[] {2}),
                of("Pow").input(2, 3).constant(new double[] {3}, 1),
                of("Pow").input(2, 3).constant(new double[] {0, 1, 2}, 3),
                of("Pow").input(2, 3).constant(new double[] {0}),
                of("Pow").between(0.5, 2, 2, 3).constant(new double[] {0.5}),
                of("Pow").between(0.5, 2, 2, 3).constant(new double[] {-1.5}),
                of("Pow").input(2, 3).constant(DataType.INT64, new double[] {3}),
                of("Pow").constant(new double[] {0, 2}, 2).between(1, 2, 3, 2));
    }

    private static List<GradientCase> choices() {
        double[] some = {1, 0, 0, 1, 1, 0};
        return List.of(
                of("Max").distinct(2, 3),
                of("Max").distinct(2, 3).constant(new double[] {0}),
                of("Max").opset(8).distinct(2, 3).input(3).input(2, 1),
                of("Max").single().opset(7).distinct(2, 3).input(2, 3),
                of("Max").distinct(2, 3).again(0),
                of("Min").distinct(2, 3).constant(new double[] {0}),
                of("Min").opset(8).distinct(2, 3).input(3).input(2, 1),
                of("Min").distinct(2, 3).input(2, 3).again(0).again(1),
                of("Where").constant(DataType.BOOL, some, 2, 3).input(2, 3).input(2, 3),
                of("Where")
                        .opset(9)
                        .constant(DataType.BOOL, some, 2, 3)
                        .input(4, 1, 3)
                        .input(),
                of("Where").constant(DataType.BOOL, some, 6, 1).input(3).input(1, 3),
                of("Clip").distinct(3, 5),
                of("Clip").distinct(3, 5).constant(new double[] {-0.6}).constant(new double[] {0.8}),
                of("Clip").distinct(3, 5).missing().between(0.7, 0.8),
                of("Clip").distinct(3, 5).between(-0.72, -0.68),
                of("Clip").distinct(3, 5).between(-0.72, -0.68).between(0.68, 0.72),
                of("Clip").distinct(3, 5).between(0.68, 0.72).between(-0.72, -0.68),
                of("Clip")
                        .single()
                        .opset(7)
                        .attribute("min", -0.6f)
                        .attribute("max", 0.8f)
                        .distinct(3, 5),
                of("Clip").single().opset(10).attribute("max", 0.8f).distinct(3, 5),
                of("Clip").single().opset(11).distinct(3, 5).constant(new double[] {0}));
    }

    private static List<GradientCase> passing() {
        return List.of(
                of("Identity").input(2, 2),
                of("Cast").single().makes(DataType.DOUBLE).attribute("to", 11).input(2, 2),
                of("CastLike").input(2, 2).input(3),
                of("CastLike").single().makes(DataType.DOUBLE).input(2, 2).constant(DataType.DOUBLE, new double[] {1}),
                of("Dropout").opset(7).attribute("ratio", 0.4f).input(2, 2),
                of("Dropout").opset(10).input(2, 2),
                of("Dropout").opset(12).input(2, 2),
                of("Dropout").opset(13).input(2, 2).constant(new double[] {0.5}),
                of("Dropout").input(2, 2).missing().constant(DataType.BOOL, new double[] {0}),
                of("Dropout").input(2, 2).constant(new double[] {0}).constant(DataType.BOOL, new double[] {1}));
    }
}
