package dev.eckart.app.onnx.gradient;

import static dev.eckart.app.onnx.gradient.GradientCase.of;
import static dev.eckart.app.onnx.tensor.DataType.INT32;
import static dev.eckart.app.onnx.tensor.DataType.INT64;

import java.util.List;
import java.util.stream.Stream;

/** Elements taken or put where indices say. */
final class IndexCases {
    private IndexCases() {}

    static List<GradientCase> all() {
        return Stream.of(gather(), elements(), tuples()).flatMap(List::stream).toList();
    }

    private static GradientCase indexed(GradientCase one, double[] indices, long... dims) {
        return one.constant(INT64, indices, dims);
    }

    private static List<GradientCase> gather() {
        double[] twice = {2, 0, -1, 2, 2, 1};
        return List.of(
                indexed(of("Gather").input(5, 3), twice, 2, 3),
                indexed(of("Gather").input(2, 5, 3), twice, 6).attribute("axis", 1),
                indexed(of("Gather").input(2, 5), twice, 3, 2).attribute("axis", -1),
                indexed(of("Gather").input(5, 3), new double[] {-2}),
                indexed(of("Gather").input(2, 5, 3), new double[] {4}).attribute("axis", 1),
                indexed(of("Gather").input(2, 5), new double[] {0}, 1, 1).attribute("axis", 1),
                of("Gather").input(5, 3).constant(INT32, new double[] {4, 4}, 2),
                indexed(of("Gather").opset(13).input(5, 3), twice, 2, 3),
                indexed(of("Gather").opset(11).input(2, 5, 3), twice, 6).attribute("axis", 1),
                indexed(of("Gather").opset(11).input(2, 5), twice, 3, 2).attribute("axis", -1),
                indexed(of("Gather").opset(7).input(5, 3), new double[] {3}),
                indexed(of("Gather").opset(7).input(5, 3), new double[] {3, 0, 3}, 3));
    }

    private static List<GradientCase> elements() {
        double[] places = {0, -1, 0, 2, 1, 1};
        double[] apart = {0, 1, 2, 2, 0, 1};
        return List.of(
                indexed(of("GatherElements").input(3, 4), places, 2, 3),
                indexed(of("GatherElements").input(2, 3), places, 2, 3).attribute("axis", 1),
                indexed(of("GatherElements").input(2, 3, 2), new double[] {1, 1}, 1, 2, 1)
                        .attribute("axis", -2),
                indexed(of("ScatterElements").input(3, 4), apart, 2, 3).input(2, 3),
                indexed(of("ScatterElements").opset(11).input(2, 4), apart, 2, 3)
                        .input(2, 3)
                        .attribute("axis", -1),
                indexed(of("ScatterElements").input(3, 4), places, 2, 3)
                        .input(2, 3)
                        .attribute("reduction", "add"));
    }

    private static List<GradientCase> tuples() {
        double[] pairs = {0, 1, 2, -1, 0, 1};
        double[] apart = {0, 1, 2, -1, 1, 0};
        return List.of(
                indexed(of("GatherND").input(3, 4), pairs, 3, 2),
                indexed(of("GatherND").input(3, 4, 2), pairs, 3, 2),
                indexed(of("GatherND").input(3, 4), new double[] {-1, 0, -1}, 3, 1),
                indexed(of("GatherND").input(3, 2, 4), new double[] {0, 1, 1, -1, 0, 0}, 3, 2, 1)
                        .attribute("batch_dims", 1),
                indexed(of("GatherND").input(3, 2, 4), new double[] {0, 1, 1, -1, 0, 0}, 3, 2)
                        .attribute("batch_dims", 1),
                indexed(of("ScatterND").input(3, 4), apart, 3, 2).input(3),
                indexed(of("ScatterND").opset(11).input(3, 4), new double[] {2, 0}, 2, 1)
                        .input(2, 4),
                indexed(of("ScatterND").input(3, 4, 2), pairs, 3, 2).input(3, 2).attribute("reduction", "add"));
    }
}
