package dev.eckart.app.onnx.gradient;

import static dev.eckart.app.onnx.gradient.GradientCase.of;

import java.util.List;

/** Operators that standardise. */
final class NormalizationCases {
    private NormalizationCases() {}

    static List<GradientCase> all() {
        return List.of(
                of("LayerNormalization").opset(17).input(3, 5).input(5).input(5),
                of("LayerNormalization").input(2, 3, 4).input(4),
                of("LayerNormalization")
                        .attribute("axis", 1)
                        .attribute("epsilon", 0.3f)
                        .input(2, 3, 2)
                        .input(3, 2)
                        .input(3, 2),
                of("LayerNormalization")
                        .attribute("axis", -2)
                        .input(2, 3, 2)
                        .input(3, 2)
                        .input(2),
                of("LayerNormalization").single().input(3, 5).input(5).input(5),
                of("LayerNormalization")
                        .single()
                        .attribute("axis", -2)
                        .input(2, 3, 2)
                        .input(3, 2),
                of("RMSNormalization").opset(23).input(3, 5).input(5),
                of("RMSNormalization")
                        .opset(23)
                        .attribute("axis", 1)
                        .attribute("epsilon", 0.3f)
                        .input(2, 3, 2)
                        .input(3, 2),
                batch(of("BatchNormalization"), 2, 3, 2, 2),
                batch(of("BatchNormalization").attribute("epsilon", 0.2f), 4, 3),
                batch(of("BatchNormalization").opset(7), 2, 3, 2),
                batch(of("BatchNormalization").opset(9), 2, 3, 2),
                batch(of("BatchNormalization").opset(14).attribute("training_mode", 0), 2, 3, 2),
                of("InstanceNormalization").single().input(2, 3, 4).input(3).input(3),
                of("InstanceNormalization")
                        .single()
                        .opset(7)
                        .attribute("epsilon", 0.2f)
                        .input(2, 3, 2, 2)
                        .input(3)
                        .input(3),
                of("GroupNormalization")
                        .single()
                        .opset(18)
                        .attribute("num_groups", 2)
                        .input(2, 4, 3)
                        .input(2)
                        .input(2),
                of("GroupNormalization")
                        .single()
                        .opset(21)
                        .attribute("num_groups", 2)
                        .input(2, 4, 3)
                        .input(4)
                        .input(4),
                of("GroupNormalization")
                        .single()
                        .opset(21)
                        .attribute("num_groups", 3)
                        .attribute("epsilon", 0.2f)
                        .input(1, 3, 2, 2)
                        .input(3)
                        .input(3));
    }

    private static GradientCase batch(GradientCase one, long... dims) {
        return one.input(dims).input(3).input(3).input(3).between(0.5, 2, 3);
    }
}
