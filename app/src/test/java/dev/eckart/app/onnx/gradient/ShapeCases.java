package dev.eckart.app.onnx.gradient;

import static dev.eckart.app.onnx.gradient.GradientCase.of;

import dev.eckart.app.onnx.tensor.DataType;
import java.util.List;
import java.util.stream.Stream;

/** The same elements in other places. */
final class ShapeCases {
    private ShapeCases() {}

    static List<GradientCase> all() {
        return Stream.of(sizes(), order(), joined(), repeated(), slices())
                .flatMap(List::stream)
                .toList();
    }

    private static List<GradientCase> sizes() {
        return List.of(
                of("Identity").input(2, 2),
                of("Reshape").input(3, 4).integers(2, -1),
                of("Reshape").input(3, 4).integers(0, 2, 2),
                of("Reshape").input(3, 4).integers(2, 6).attribute("allowzero", 1),
                of("Reshape").opset(7).input(3, 4).integers(-1),
                of("Flatten").input(2, 3, 4),
                of("Flatten").input(2, 3, 4).attribute("axis", 0),
                of("Flatten").input(2, 3, 4).attribute("axis", -1),
                of("Flatten").opset(7).input(2, 3, 4).attribute("axis", 2),
                of("Squeeze").input(1, 3, 1, 2),
                of("Squeeze").input(1, 3, 1, 2).integers(-2),
                of("Squeeze").opset(11).input(1, 3, 1, 2).attributes("axes", 0, 2),
                of("Squeeze").opset(7).input(1, 3, 1, 2),
                of("Unsqueeze").input(3, 2).integers(0, -1),
                of("Unsqueeze").opset(7).input(3, 2).attributes("axes", 0, 2));
    }

    private static List<GradientCase> order() {
        return List.of(
                of("Transpose").input(2, 3, 4),
                of("Transpose").input(2, 3, 4).attributes("perm", 1, 2, 0),
                of("Transpose").input(2, 3, 4, 5).attributes("perm", 0, 2, 1, 3),
                of("Trilu").input(3, 4),
                of("Trilu").input(2, 4, 3).attribute("upper", 0),
                of("Trilu")
                        .input(3, 4)
                        .constant(DataType.INT64, new double[] {-1})
                        .attribute("upper", 0));
    }

    private static List<GradientCase> joined() {
        return List.of(
                of("Concat").input(2, 3).input(2, 1).attribute("axis", 1),
                of("Concat").input(2, 3).input(4, 3).input(1, 3).attribute("axis", -2),
                of("Concat").input(2, 3).again(0).attribute("axis", 0),
                of("Concat").opset(7).input(2, 3).input(2, 1).attribute("axis", 1),
                of("Concat").opset(11).input(3).attribute("axis", 0),
                of("Split").input(4, 3).attribute("num_outputs", 2).outputs(2),
                of("Split").input(5, 3).attribute("num_outputs", 2).outputs(2),
                of("Split").input(2, 6).integers(1, 3, 2).attribute("axis", -1).outputs(3),
                of("Split")
                        .input(2, 6)
                        .integers(1, 3, 2)
                        .attribute("axis", 1)
                        .outputs(3)
                        .unused(1),
                of("Split").opset(13).input(2, 6).attribute("axis", 1).outputs(3),
                of("Split")
                        .opset(11)
                        .input(2, 6)
                        .attributes("split", 2, 4)
                        .attribute("axis", 1)
                        .outputs(2),
                of("Split").opset(7).input(4, 2).outputs(2));
    }

    private static List<GradientCase> repeated() {
        return List.of(
                of("Expand").input(3, 1).integers(2, 1, 4),
                of("Expand").input(3, 4).integers(3, 1),
                of("Expand").input().integers(2, 2),
                of("Expand").opset(8).input(1, 3).integers(2, 3),
                of("Tile").input(2, 3).integers(3, 2),
                of("Tile").input(2, 1, 3).integers(1, 4, 1),
                of("Tile").input(2, 3).integers(1, 1),
                of("Tile").opset(7).input(2, 3).integers(2, 2));
    }

    private static List<GradientCase> slices() {
        return List.of(
                of("Slice").input(5, 4).integers(1, 0).integers(3, 4),
                of("Slice").input(5, 4).integers(-3).integers(Long.MAX_VALUE).integers(-1),
                of("Slice").input(5, 4).integers(-100).integers(-1).integers(0),
                of("Slice").input(7, 2).integers(1).integers(7).integers(0).integers(2),
                of("Slice").input(7, 2).integers(1).integers(5).integers(0).integers(3),
                of("Slice")
                        .input(7, 2)
                        .integers(-1)
                        .integers(Long.MIN_VALUE)
                        .integers(0)
                        .integers(-1),
                of("Slice").input(8, 2).integers(100).integers(1).integers(0).integers(-3),
                of("Slice")
                        .input(6, 7)
                        .integers(0, -2)
                        .integers(6, -7)
                        .integers(0, 1)
                        .integers(2, -2),
                of("Slice").input(5).integers(3).integers(4).missing().integers(2),
                of("Slice")
                        .opset(10)
                        .input(5, 4)
                        .integers(3)
                        .integers(0)
                        .integers(1)
                        .integers(-1),
                of("Slice").opset(7).input(5, 4).attributes("starts", 1).attributes("ends", -1),
                of("Slice")
                        .opset(9)
                        .input(5, 4)
                        .attributes("starts", 0, -2)
                        .attributes("ends", 3, 1000)
                        .attributes("axes", 0, 1));
    }
}
