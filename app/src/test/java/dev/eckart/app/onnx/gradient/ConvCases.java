package dev.eckart.app.onnx.gradient;

import static dev.eckart.app.onnx.gradient.GradientCase.of;

import java.util.List;

/** Convolutions and their transposes, in one to three directions. They are linear in each input: any step is exact. */
final class ConvCases {
    private ConvCases() {}

    static List<GradientCase> all() {
        return List.of(
                conv("Conv").input(2, 3, 7).input(4, 3, 3).input(4),
                conv("Conv")
                        .input(2, 3, 8)
                        .input(4, 3, 3)
                        .attributes("strides", 3)
                        .attributes("pads", 0, 2),
                conv("Conv").opset(7).input(2, 2, 5, 4).input(3, 2, 3, 2).input(3),
                conv("Conv")
                        .input(2, 2, 6, 7)
                        .input(3, 2, 3, 2)
                        .attributes("strides", 2, 3)
                        .attributes("dilations", 2, 1)
                        .attributes("pads", 1, 0, 2, 1),
                conv("Conv")
                        .opset(9)
                        .input(1, 4, 4, 5)
                        .input(6, 2, 3, 3)
                        .attribute("group", 2)
                        .attributes("pads", 1, 1, 1, 1),
                conv("Conv")
                        .input(2, 3, 4, 4)
                        .input(3, 1, 3, 3)
                        .input(3)
                        .attribute("group", 3)
                        .attributes("strides", 2, 2),
                conv("Conv").input(1, 2, 3, 3).input(4, 1, 1, 1).attribute("group", 2),
                conv("Conv").input(2, 3, 4, 5).input(2, 3, 1, 1).input(2),
                conv("Conv")
                        .input(1, 2, 5, 6)
                        .input(2, 2, 2, 3)
                        .attribute("auto_pad", "SAME_UPPER")
                        .attributes("strides", 2, 2),
                conv("Conv")
                        .input(1, 2, 5, 6)
                        .input(2, 2, 4, 3)
                        .attribute("auto_pad", "SAME_LOWER")
                        .attributes("strides", 1, 2),
                conv("Conv").input(1, 2, 5, 6).input(2, 2, 2, 3).attribute("auto_pad", "VALID"),
                conv("Conv").input(1, 2, 3, 4, 3).input(2, 2, 2, 3, 2).attributes("pads", 1, 0, 0, 0, 1, 1),
                conv("Conv")
                        .input(2, 4, 5, 4)
                        .input(4, 2, 3, 3)
                        .attribute("group", 2)
                        .attributes("pads", 1, 1, 1, 1),
                conv("Conv")
                        .input(1, 3, 4, 5)
                        .input(3, 1, 3, 3)
                        .attribute("group", 3)
                        .attributes("pads", 0, 1, 2, 1),
                conv("Conv")
                        .input(1, 3, 6, 5)
                        .input(2, 3, 3, 2)
                        .attributes("pads", 1, 0, 3, 2)
                        .attributes("dilations", 2, 1),
                conv("Conv").opset(9).input(2, 3, 6).input(2, 3, 4).attributes("pads", 1, 2),
                conv("Conv").input(2, 3, 5).input(2, 3, 2).attributes("pads", 2, 1),
                conv("ConvTranspose").input(2, 3, 5).input(3, 4, 3).input(4),
                conv("ConvTranspose")
                        .opset(7)
                        .input(2, 2, 3, 4)
                        .input(2, 3, 3, 2)
                        .input(3)
                        .attributes("strides", 2, 3),
                conv("ConvTranspose")
                        .input(2, 2, 3, 4)
                        .input(2, 3, 3, 2)
                        .attributes("strides", 2, 3)
                        .attributes("dilations", 1, 2)
                        .attributes("pads", 1, 0, 2, 1)
                        .attributes("output_padding", 1, 2),
                conv("ConvTranspose")
                        .input(2, 4, 3, 3)
                        .input(4, 3, 2, 2)
                        .input(6)
                        .attribute("group", 2),
                conv("ConvTranspose")
                        .input(2, 3, 3, 3)
                        .input(3, 1, 3, 3)
                        .attribute("group", 3)
                        .attributes("strides", 2, 2),
                conv("ConvTranspose")
                        .input(1, 2, 3, 4)
                        .input(2, 2, 3, 3)
                        .attributes("strides", 2, 2)
                        .attributes("output_shape", 6, 8),
                conv("ConvTranspose")
                        .input(1, 2, 3, 4)
                        .input(2, 2, 4, 3)
                        .attribute("auto_pad", "SAME_UPPER")
                        .attributes("strides", 2, 2),
                conv("ConvTranspose")
                        .input(1, 2, 3, 4)
                        .input(2, 2, 4, 3)
                        .attribute("auto_pad", "SAME_LOWER")
                        .attributes("strides", 3, 2),
                conv("ConvTranspose").input(1, 2, 3, 4).input(2, 2, 2, 3).attribute("auto_pad", "VALID"),
                conv("ConvTranspose").input(1, 2, 2, 3, 2).input(2, 2, 2, 3, 2).attributes("strides", 2, 1, 2));
    }

    private static GradientCase conv(String operator) {
        return of(operator).single().step(1);
    }
}
