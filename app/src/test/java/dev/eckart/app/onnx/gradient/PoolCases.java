package dev.eckart.app.onnx.gradient;

import static dev.eckart.app.onnx.gradient.GradientCase.of;

import java.util.ArrayList;
import java.util.List;

/** Poolings, of windows side by side, apart, and overlapping. */
final class PoolCases {
    private PoolCases() {}

    static List<GradientCase> all() {
        List<GradientCase> all = new ArrayList<>();
        for (long opset : List.of(7L, 9L, 10L, 12L, 18L)) {
            all.add(maximum(opset)
                    .distinct(2, 2, 4, 6)
                    .attributes("kernel_shape", 2, 3)
                    .attributes("strides", 2, 3));
            all.add(maximum(opset)
                    .distinct(2, 2, 5, 7)
                    .attributes("kernel_shape", 2, 2)
                    .attributes("strides", 2, 2));
            all.add(maximum(opset)
                    .distinct(1, 2, 6, 5)
                    .attributes("kernel_shape", 3, 2)
                    .attributes("strides", 2, 1)
                    .attributes("pads", 1, 0, 1, 1));
        }
        all.add(maximum(8)
                .between(-3, -1, 1, 2, 5)
                .attributes("kernel_shape", 3)
                .attributes("pads", 1, 1)
                .step(0x1p-8));
        all.add(maximum(12)
                .distinct(1, 2, 7, 7)
                .attributes("kernel_shape", 3, 2)
                .attributes("dilations", 2, 3)
                .attributes("strides", 2, 1));
        all.add(maximum(13)
                .distinct(1, 2, 2, 5, 4)
                .attributes("kernel_shape", 2, 2, 3)
                .attributes("pads", 0, 1, 0, 0, 0, 1));
        all.add(maximum(13)
                .distinct(1, 2, 5, 4)
                .attributes("kernel_shape", 2, 3)
                .attributes("strides", 2, 3)
                .attribute("ceil_mode", 1));
        all.add(maximum(13)
                .distinct(2, 1, 4, 4, 2)
                .attributes("kernel_shape", 2, 2, 2)
                .attributes("strides", 2, 2, 2));
        all.add(maximum(18)
                .distinct(1, 2, 7)
                .attributes("kernel_shape", 3)
                .attributes("strides", 3)
                .attributes("pads", 1, 0));
        for (String padding : List.of("SAME_UPPER", "SAME_LOWER", "VALID")) {
            all.add(maximum(18)
                    .distinct(1, 2, 5, 7)
                    .attributes("kernel_shape", 3, 2)
                    .attributes("strides", 2, 2)
                    .attribute("auto_pad", padding));
            all.add(average(18)
                    .input(1, 2, 5, 7)
                    .attributes("kernel_shape", 3, 2)
                    .attributes("strides", 2, 2)
                    .attribute("auto_pad", padding));
        }
        all.add(of("MaxPool")
                .distinct(1, 2, 4, 4)
                .attributes("kernel_shape", 2, 2)
                .attributes("strides", 2, 2));
        all.add(of("MaxPool")
                .distinct(1, 2, 5, 6)
                .attributes("kernel_shape", 3, 3)
                .attributes("strides", 2, 1)
                .attribute("ceil_mode", 1));
        averages(all);
        others(all);
        return all;
    }

    private static void averages(List<GradientCase> all) {
        all.add(average(7).input(2, 2, 6).attributes("kernel_shape", 3));
        all.add(average(7).input(2, 2, 4, 6).attributes("kernel_shape", 2, 3).attributes("strides", 2, 3));
        all.add(average(11)
                .input(1, 2, 2, 3, 4)
                .attributes("kernel_shape", 2, 2, 2)
                .attributes("pads", 1, 0, 0, 0, 0, 1));
        all.add(average(19).input(1, 2, 7, 6).attributes("kernel_shape", 3, 2).attributes("dilations", 2, 3));
        for (long opset : List.of(11L, 19L)) {
            for (long counted = 0; counted < 2; counted++) {
                all.add(average(opset)
                        .input(1, 2, 5, 6)
                        .attributes("kernel_shape", 3, 3)
                        .attributes("strides", 2, 2)
                        .attributes("pads", 1, 0, 0, 2)
                        .attribute("count_include_pad", counted));
                all.add(average(opset)
                        .input(1, 2, 6, 6)
                        .attributes("kernel_shape", 3, 2)
                        .attributes("strides", 2, 2)
                        .attributes("pads", 1, 1, 1, 1)
                        .attribute("ceil_mode", 1)
                        .attribute("count_include_pad", counted));
            }
        }
    }

    private static void others(List<GradientCase> all) {
        all.add(of("GlobalAveragePool").single().step(1).input(2, 3, 4));
        all.add(of("GlobalAveragePool").single().step(1).input(2, 3, 2, 3));
        all.add(of("GlobalMaxPool").single().distinct(2, 3, 2, 3));
        all.add(of("GlobalMaxPool").single().distinct(2, 3, 4));
        all.add(of("GlobalLpPool").single().distinct(2, 3, 2, 3));
        all.add(of("GlobalLpPool").single().distinct(2, 3, 2, 3).attribute("p", 3));
        all.add(of("LpPool")
                .single()
                .distinct(1, 2, 4, 5)
                .attributes("kernel_shape", 3, 2)
                .attributes("strides", 1, 2));
        all.add(of("LpPool")
                .single()
                .distinct(1, 2, 4, 5)
                .attributes("kernel_shape", 2, 2)
                .attribute("p", 1));
        all.add(of("LpPool")
                .single()
                .distinct(1, 2, 5)
                .attributes("kernel_shape", 2)
                .attributes("pads", 1, 0)
                .attribute("p", 3));
    }

    private static GradientCase maximum(long opset) {
        return of("MaxPool").single().opset(opset);
    }

    private static GradientCase average(long opset) {
        return of("AveragePool").single().step(1).opset(opset);
    }
}
