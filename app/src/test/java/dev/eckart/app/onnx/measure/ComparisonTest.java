package dev.eckart.app.onnx.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.onnx.array.SampleArray;
import dev.eckart.app.onnx.array.SampleLabels;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.progress.Stages;
import dev.eckart.app.onnx.proto.AttributeProto;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.tensor.OnnxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How two models differ, output by output. */
class ComparisonTest {
    private static final double ROUNDINGS = 8 * 0x1p-53;

    /** Models of which one gives {@code a} and the other one {@code b}, in float64, from the same inputs. */
    private static Comparison comparison(double[] a, double[] b, long... dims) {
        return comparison("Identity", a, b, dims);
    }

    private static Comparison comparison(String operator, double[] a, double[] b, long... dims) {
        long[] open = dims.clone();
        open[0] = -1;
        try (OnnxSession before = handing(operator, "a", "b", open).open();
                OnnxSession after = handing(operator, "b", "a", open).open()) {
            Map<String, SampleArray> arrays =
                    Map.of("a", SampleArray.of(new Values(dims, a)), "b", SampleArray.of(new Values(dims, b)));
            Samples samples = Samples.of(before.inputs(), arrays, Optional.empty());
            return Comparison.of(before, after, samples, OutputChoice.USUAL, Stages.none());
        }
    }

    private static Echo handing(String operator, String taken, String left, long... dims) {
        Echo model = new Echo();
        model.input("a", DataType.DOUBLE, dims).input("b", DataType.DOUBLE, dims);
        return model.output("y", DataType.DOUBLE, dims)
                .node("", operator, List.of(taken), List.of("y"))
                .node("", "Identity", List.of(left), List.of("unused"));
    }

    @ParameterizedTest
    @CsvSource({"1", "1e200", "1e-200", "1e308", "4.9e-322"})
    void figuresDoNotDependOnTheSizeOfTheNumbers(double size) {
        Comparison found = comparison(new double[] {size, 0}, new double[] {0, size}, 1, 2);
        assertEquals(Math.sqrt(2), found.relative(), ROUNDINGS);
        assertEquals(size, found.largest());
        assertEquals(1, found.cosine().orElseThrow(), ROUNDINGS);
        assertEquals(
                0,
                comparison(new double[] {size, size}, new double[] {size, size}, 1, 2)
                        .relative());
    }

    /** NaN cannot be given to a model, but a model can make it: as the root of -1. */
    @Test
    void whatIsNoNumberOnBothSidesIsEqualAndOnOneSideInfinitelyFar() {
        double[] before = {-1, Double.POSITIVE_INFINITY, 16};
        assertEquals(0, comparison("Sqrt", before, before.clone(), 1, 3).relative());
        Comparison moved = comparison("Sqrt", before, new double[] {-1, Double.POSITIVE_INFINITY, 25}, 1, 3);
        assertEquals(0.25, moved.relative(), ROUNDINGS);
        assertEquals(0, moved.cosine().orElseThrow());
        for (double other : new double[] {0, -1}) {
            requireInfinite(comparison("Sqrt", before, new double[] {-1, other, 16}, 1, 3));
        }
        double[] low = {Double.NEGATIVE_INFINITY, 4};
        assertEquals(0, comparison(low, low.clone(), 1, 2).relative());
        requireInfinite(comparison(low, new double[] {Double.POSITIVE_INFINITY, 4}, 1, 2));
    }

    private static void requireInfinite(Comparison apart) {
        assertEquals(Double.POSITIVE_INFINITY, apart.relative());
        assertEquals(OptionalDouble.of(Double.POSITIVE_INFINITY), apart.loss(LossUnit.COSINE));
        assertTrue(apart.outputs().get(0).remark().isPresent());
    }

    @Test
    void whatWasNothingAndIsSomethingIsInfinitelyFar() {
        assertEquals(0, comparison(new double[3], new double[3], 1, 3).relative());
        assertEquals(
                Double.POSITIVE_INFINITY,
                comparison(new double[3], new double[] {0, 1e-9, 0}, 1, 3).relative());
    }

    @Test
    void cosineIsTheMeanOverTheSamples() {
        Comparison found = comparison(new double[] {1, 0, 3, 0}, new double[] {5, 0, 0, 2}, 2, 2);
        assertEquals(0.5, found.cosine().orElseThrow(), ROUNDINGS);
        // A small angle: one less its cosine is half of its square, far below what 1 can be told from.
        double angle = 0x1p-40;
        Comparison turned = comparison(new double[] {1, 0}, new double[] {1, angle}, 1, 2);
        assertEquals(angle * angle / 2, turned.cosine().orElseThrow(), angle * angle * 0x1p-30);
        Comparison single = comparison(new double[] {1, 2}, new double[] {3, 4}, 2, 1);
        assertTrue(single.cosine().isEmpty());
        assertTrue(single.loss(LossUnit.COSINE).isEmpty());
        assertTrue(single.loss(LossUnit.POINTS).isEmpty());
        assertEquals(OptionalDouble.of(single.relative()), single.loss(LossUnit.RELATIVE));
    }

    /** An output of small numbers is not hidden by one of large ones. */
    @Test
    void eachOutputIsComparedByItself() {
        try (OnnxSession before = two("small", "Identity").open();
                OnnxSession after = two("small", "Neg").open()) {
            Map<String, SampleArray> arrays = Map.of(
                    "large", SampleArray.of(new Values(new long[] {2, 2}, new double[] {1e6, 2e6, 3e6, 4e6})),
                    "small", SampleArray.of(new Values(new long[] {2, 2}, new double[] {1e-6, 2e-6, 3e-6, 4e-6})));
            Samples samples = Samples.of(before.inputs(), arrays, Optional.empty());
            Comparison found = Comparison.of(before, after, samples, OutputChoice.USUAL, Stages.none());
            assertEquals(2, found.relative(), ROUNDINGS);
            assertEquals(
                    List.of("a", "b"),
                    found.outputs().stream().map(OutputChange::output).toList());
            assertEquals(0, found.outputs().get(0).relative());
        }
    }

    private static Echo two(String input, String operator) {
        return new Echo()
                .value("large", "a", DataType.FLOAT, -1, 2)
                .input(input, DataType.FLOAT, -1, 2)
                .output("b", DataType.FLOAT, -1, 2)
                .node("", operator, List.of(input), List.of("b"));
    }

    @Test
    void anotherShapeOfAsManyNumbersIsNotTheSame() {
        try (OnnxSession before = transposed(0, 1).open();
                OnnxSession after = transposed(1, 0).open()) {
            Map<String, SampleArray> arrays =
                    Map.of("x", SampleArray.of(new Values(new long[] {2, 3}, new double[] {1, 1, 1, 1, 1, 1})));
            Samples samples = Samples.of(before.inputs(), arrays, Optional.of(SampleLabels.of(1, 2)));
            Comparison found = Comparison.of(before, after, samples, OutputChoice.USUAL, Stages.none());
            assertEquals(Double.POSITIVE_INFINITY, found.relative());
            assertTrue(found.outputs().get(0).remark().orElseThrow().contains("[3, 2] instead of [2, 3]"));
        }
    }

    private static Echo transposed(long... order) {
        AttributeProto.Builder permutation =
                AttributeProto.newBuilder().setName("perm").setType(7);
        for (long axis : order) {
            permutation.addInts(axis);
        }
        return new Echo()
                .input("x", DataType.FLOAT, -1, 3)
                .node(NodeProto.newBuilder()
                        .setOpType("Transpose")
                        .addInput("x")
                        .addOutput("y")
                        .addAttribute(permutation)
                        .build())
                .output("y", Echo.FLOATS);
    }

    /** Only the first output counts as scores where there are no labels, and only if it has one axis of classes. */
    @Test
    void hiddenStatesAreNoScores() {
        Comparison states = comparison(new double[12], new double[12], 2, 3, 2);
        assertTrue(states.agreement().isEmpty());
        assertTrue(states.reading().orElseThrow().contains("'y' is [N, 3, 2]"), states::toString);
        Comparison scores = comparison(new double[] {1, 0, 0, 1}, new double[] {2, 0, 1, 0}, 2, 2);
        assertEquals(Optional.of(0.5), scores.agreement());
        assertTrue(scores.reading().orElseThrow().contains("scores of 2 classes"), scores::toString);
    }

    @Test
    void nothingIsNotCompared() {
        Echo model = new Echo()
                .input("x", DataType.FLOAT, -1, 2)
                .node("", "SequenceConstruct", List.of("x"), List.of("s"))
                .output("s", Echo.sequence(Echo.FLOATS));
        try (OnnxSession session = model.open()) {
            Map<String, SampleArray> arrays =
                    Map.of("x", SampleArray.of(new Values(new long[] {1, 2}, new double[] {1, 2})));
            Samples samples = Samples.of(session.inputs(), arrays, Optional.empty());
            OnnxException e = assertThrows(
                    OnnxException.class,
                    () -> Comparison.of(session, session, samples, OutputChoice.USUAL, Stages.none()));
            assertTrue(e.getMessage().contains("nothing was compared: output 's' is a sequence"), e::getMessage);
        }
    }
}
