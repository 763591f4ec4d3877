package dev.eckart.app.onnx.gradient;

import static dev.eckart.app.onnx.gradient.GradientCase.of;

import dev.eckart.app.onnx.tensor.DataType;
import java.util.ArrayList;
import java.util.List;

/** Images of other sizes: resized, padded, in blocks. */
final class ImageCases {
    private ImageCases() {}

    static List<GradientCase> all() {
        List<GradientCase> all = new ArrayList<>();
        resizes(all);
        crops(all);
        upsamples(all);
        pads(all);
        all.add(of("DepthToSpace").input(2, 8, 2, 3).attribute("blocksize", 2));
        all.add(of("DepthToSpace")
                .opset(11)
                .input(1, 12, 2, 1)
                .attribute("blocksize", 2)
                .attribute("mode", "CRD"));
        all.add(of("DepthToSpace").opset(9).input(1, 9, 1, 2).attribute("blocksize", 3));
        all.add(of("SpaceToDepth").input(2, 3, 4, 6).attribute("blocksize", 2));
        return all;
    }

    private static void resizes(List<GradientCase> all) {
        List<String> coordinates =
                List.of("half_pixel", "pytorch_half_pixel", "align_corners", "asymmetric", "half_pixel_symmetric");
        for (String way : coordinates) {
            for (String mode : List.of("nearest", "linear", "cubic")) {
                all.add(scaled(mode, 1.5, 2.7).opset(19).attribute("coordinate_transformation_mode", way));
                all.add(scaled(mode, 0.7, 0.5).opset(19).attribute("coordinate_transformation_mode", way));
            }
            for (String rounding : List.of("round_prefer_floor", "round_prefer_ceil", "floor", "ceil")) {
                all.add(sized("nearest", 8, 2)
                        .opset(19)
                        .attribute("coordinate_transformation_mode", way)
                        .attribute("nearest_mode", rounding));
            }
        }
        all.add(sized("nearest", 3, 8).opset(11).attribute("coordinate_transformation_mode", "tf_half_pixel_for_nn"));
        all.add(sized("linear", 1, 9).opset(11));
        all.add(sized("cubic", 6, 3).opset(13).attribute("exclude_outside", 1).attribute("cubic_coeff_a", -0.5f));
        all.add(of("Resize")
                .single()
                .step(1)
                .opset(18)
                .input(2, 3, 4)
                .missing()
                .constant(DataType.FLOAT, new double[] {2}, 1)
                .attributes("axes", -1)
                .attribute("mode", "nearest"));
        all.add(of("Resize")
                .single()
                .step(1)
                .input(1, 2, 2, 3, 2)
                .missing()
                .missing()
                .integers(1, 2, 4, 5, 3)
                .attribute("mode", "linear"));
    }

    private static void crops(List<GradientCase> all) {
        for (String mode : List.of("nearest", "linear")) {
            all.add(of("Resize")
                    .single()
                    .step(1)
                    .opset(13)
                    .input(1, 2, 4, 5)
                    .constant(DataType.FLOAT, new double[] {0, 0, 0.2, -0.3, 1, 1, 0.9, 1.2}, 8)
                    .missing()
                    .integers(1, 2, 3, 6)
                    .attribute("mode", mode)
                    .attribute("extrapolation_value", 3f)
                    .attribute("coordinate_transformation_mode", "tf_crop_and_resize"));
        }
    }

    private static GradientCase scaled(String mode, double high, double wide) {
        return of("Resize")
                .single()
                .step(1)
                .input(1, 2, 4, 5)
                .missing()
                .constant(DataType.FLOAT, new double[] {1, 1, high, wide}, 4)
                .attribute("mode", mode);
    }

    private static GradientCase sized(String mode, long high, long wide) {
        return of("Resize")
                .single()
                .step(1)
                .input(1, 2, 4, 5)
                .constant(DataType.FLOAT, new double[0], 0)
                .constant(DataType.FLOAT, new double[0], 0)
                .integers(1, 2, high, wide)
                .attribute("mode", mode);
    }

    private static void upsamples(List<GradientCase> all) {
        for (String mode : List.of("nearest", "linear")) {
            all.add(of("Upsample")
                    .single()
                    .step(1)
                    .opset(7)
                    .input(1, 2, 2, 3)
                    .attribute("mode", mode)
                    .reals("scales", 1f, 1f, 2f, 3f));
            all.add(first("Upsample", mode, 2, 1.5).opset(9));
            all.add(first("Resize", mode, 2, 1.5).opset(10));
            all.add(first("Resize", mode, 0.5, 0.7).opset(10));
        }
    }

    private static GradientCase first(String operator, String mode, double high, double wide) {
        return of(operator)
                .single()
                .step(1)
                .input(1, 2, 4, 3)
                .constant(DataType.FLOAT, new double[] {1, 1, high, wide}, 4)
                .attribute("mode", mode);
    }

    private static void pads(List<GradientCase> all) {
        all.add(of("Pad").step(1).opset(7).input(2, 3).attributes("pads", 1, 0, 2, 1));
        all.add(of("Pad")
                .step(1)
                .opset(10)
                .input(2, 4)
                .attributes("pads", 0, 3, 1, 2)
                .attribute("mode", "reflect"));
        all.add(of("Pad").step(1).opset(11).input(2, 3).integers(0, -1, 1, 2).input());
        all.add(of("Pad")
                .step(1)
                .opset(18)
                .input(2, 3, 2)
                .integers(1, 2)
                .missing()
                .integers(-2));
        all.add(of("Pad")
                .step(1)
                .input(1, 2, 3, 4)
                .integers(0, 0, 2, 1, 0, 0, 0, 3)
                .attribute("mode", "reflect"));
        all.add(of("Pad")
                .step(1)
                .input(1, 2, 3, 4)
                .integers(0, 1, 2, 1, 0, 0, 4, 0)
                .attribute("mode", "edge"));
        all.add(of("Pad").step(1).input(2, 5).integers(0, -1, 0, 2).attribute("mode", "edge"));
        all.add(of("Pad").step(1).input(2, 5).integers(0, -1, 0, 2).attribute("mode", "reflect"));
        all.add(of("Pad").step(1).opset(19).input(2, 3).integers(1, 2, 0, 1).attribute("mode", "wrap"));
    }
}
