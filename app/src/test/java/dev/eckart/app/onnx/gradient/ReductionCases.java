package dev.eckart.app.onnx.gradient;

import static dev.eckart.app.onnx.gradient.GradientCase.of;

import java.util.List;
import java.util.stream.Stream;

/** Operators along axes. */
final class ReductionCases {
    private ReductionCases() {}

    static List<GradientCase> all() {
        return Stream.concat(
                        Stream.of(
                                        "ReduceSum",
                                        "ReduceMean",
                                        "ReduceL1",
                                        "ReduceL2",
                                        "ReduceSumSquare",
                                        "ReduceLogSum",
                                        "ReduceLogSumExp",
                                        "ReduceMax",
                                        "ReduceMin")
                                .flatMap(ReductionCases::reductions),
                        alongOne().stream())
                .toList();
    }

    private static Stream<GradientCase> reductions(String operator) {
        int inputs = operator.equals("ReduceSum") ? 13 : 18;
        return Stream.of(
                operand(of(operator)).integers(1),
                operand(of(operator)).integers(-1, 0).attribute("keepdims", 0),
                operand(of(operator)),
                operand(of(operator)).attribute("keepdims", 0),
                operand(of(operator)).integers(),
                operand(of(operator)).integers().attribute("noop_with_empty_axes", 1),
                operand(of(operator)).attribute("noop_with_empty_axes", 1),
                operand(of(operator).opset(7)).attributes("axes", 2, 1),
                operand(of(operator).opset(11)).attributes("axes", -2).attribute("keepdims", 0),
                operand(of(operator).opset(inputs - 1)),
                operand(of(operator).opset(inputs)).integers(0, 2).attribute("keepdims", 0));
    }

    /** Positive, and no two of them near each other, nor near zero: all these operators are smooth there. */
    private static GradientCase operand(GradientCase one) {
        return one.apart(0.4, 2, 3, 2);
    }

    private static List<GradientCase> alongOne() {
        return List.of(
                of("ReduceL1").distinct(2, 3).integers(1),
                of("ReduceL2").input(2, 3).integers(1),
                of("ReduceSumSquare").input(2, 3).integers(1),
                of("Softmax").input(2, 3, 4),
                of("Softmax").attribute("axis", 1).input(2, 3, 4),
                of("Softmax").opset(13).attribute("axis", -3).input(2, 3, 4),
                of("Softmax").opset(12).input(2, 3, 4),
                of("Softmax").opset(11).attribute("axis", -1).input(2, 3, 4),
                of("Softmax").opset(7).attribute("axis", 0).input(2, 3),
                of("LogSoftmax").input(2, 3, 4),
                of("LogSoftmax").attribute("axis", 1).input(2, 3, 4),
                of("LogSoftmax").opset(12).input(2, 3, 4),
                of("LogSoftmax").opset(7).attribute("axis", 2).input(2, 3, 4),
                of("LpNormalization").input(2, 3),
                of("LpNormalization").attribute("axis", 1).attribute("p", 2).input(2, 3, 4),
                of("LpNormalization").attribute("axis", 0).attribute("p", 1).distinct(2, 3),
                of("LpNormalization").opset(7).attribute("axis", -2).input(2, 3),
                of("CumSum").input(2, 3).integers(1),
                of("CumSum").attribute("exclusive", 1).input(2, 3).integers(-2),
                of("CumSum").attribute("reverse", 1).input(2, 3).integers(1),
                of("CumSum")
                        .opset(11)
                        .attribute("reverse", 1)
                        .attribute("exclusive", 1)
                        .input(2, 3)
                        .integers(1));
    }
}
