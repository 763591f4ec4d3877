package dev.eckart.app.onnx.measure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What of a model's outputs is read as scores. */
class ScoreRuleTest {
    private static SampleArray array(double[] numbers, long... dims) {
        return SampleArray.of(new Values(dims, numbers));
    }

    private static SampleLabels labels(int[] classes, long... dims) {
        return new SampleLabels(dims, classes);
    }

    private static Score score(Echo model, Map<String, SampleArray> arrays, SampleLabels labels, String... output) {
        try (OnnxSession session = model.open()) {
            Samples samples = Samples.of(session.inputs(), arrays, Optional.of(labels));
            return Score.of(session, samples, List.of(output).stream().findFirst(), Stages.none());
        }
    }

    private static Score score(double[] numbers, long[] dims, SampleLabels labels) {
        long[] open = dims.clone();
        open[0] = -1;
        return score(new Echo().value("x", "y", DataType.FLOAT, open), Map.of("x", array(numbers, dims)), labels);
    }

    @Test
    void aSingleProbabilityIsHeldAgainstOneHalf() {
        Score score = score(new double[] {0.75, 0.25, 0.5, 1}, new long[] {4, 1}, SampleLabels.of(1, 0, 0, 0));
        assertEquals(0.75, score.accuracy());
        assertArrayEquals(new int[][] {{2, 1}, {0, 1}}, score.confusion());
        assertEquals(Score.Scores.PROBABILITIES, score.scores());
        assertTrue(score.reading().contains("probability of class 1"), score::reading);
    }

    /** The last of them alone says that these are no probabilities. */
    @Test
    void aSingleLogitIsHeldAgainstZero() {
        Score score = score(new double[] {0.25, 0.4, -1}, new long[] {3}, SampleLabels.of(1, 1, 0));
        assertEquals(1, score.accuracy());
        assertEquals(Score.Scores.LOGITS, score.scores());
        double loss =
                (Math.log1p(Math.exp(-0.25)) + Math.log1p(Math.exp(-(double) 0.4f)) + Math.log1p(Math.exp(-1))) / 3;
        assertEquals(loss, score.loss(), 16 * 0x1p-53);
    }

    @Test
    void axesOfSizeOneDoNotCount() {
        double[] numbers = {1, 2, 3, 3, 2, 1};
        for (long[] dims : List.of(new long[] {2, 3, 1, 1}, new long[] {2, 1, 3}, new long[] {2, 3})) {
            assertEquals(0.5, score(numbers, dims, SampleLabels.of(2, 1)).accuracy());
        }
    }

    @Test
    void positionsOfASequenceAreScoredUnlessTheyAreNotCounted() {
        double[] numbers = {1, 0, 0, 1, 1, 0, 1, 0, 0, 1, 0, 1};
        int[] classes = {0, 1, 1, 0, SampleLabels.NOT_COUNTED, 1};
        Score score = score(numbers, new long[] {2, 3, 2}, labels(classes, 2, 3));
        assertEquals(5, score.positions());
        assertEquals(4.0 / 5, score.accuracy());
    }

    @Test
    void whatAnAttentionMaskLeavesOutIsNotScored() {
        Echo model =
                new Echo().value("x", "y", DataType.FLOAT, -1, 2, 2).input("attention_mask", DataType.INT64, -1, 2);
        Map<String, SampleArray> arrays = Map.of(
                "x", array(new double[] {1, 0, 1, 0, 0, 1, 1, 0}, 2, 2, 2),
                "attention_mask", array(new double[] {1, 0, 1, 0}, 2, 2));
        Score score = score(model, arrays, labels(new int[] {0, 1, 1, 1}, 2, 2));
        assertEquals(2, score.positions());
        assertEquals(1, score.accuracy());
        assertTrue(score.reading().contains("'attention_mask'"), score::reading);
    }

    /** Scores of two classes at 3 x 1 places, the axis of the classes in front of them. */
    @Test
    void placesOfAPictureAreScored() {
        double[] numbers = {5, 1, 5, 2, 2, 2};
        assertEquals(
                1,
                score(numbers, new long[] {1, 2, 3, 1}, labels(new int[] {0, 1, 0}, 1, 3, 1))
                        .accuracy());
        assertEquals(
                1,
                score(
                                new double[] {5, 2, 1, 2, 5, 2, 9, 8},
                                new long[] {1, 2, 2, 2},
                                labels(new int[] {0, 0, 1, 1}, 1, 2, 2))
                        .accuracy());
    }

    /** The classes that a model decided on, which count from 3. */
    @Test
    void aClassInFrontOfTheScoresNamesTheirColumns() {
        Echo model =
                new Echo().value("c", "label", DataType.INT64, -1).value("p", "probabilities", DataType.FLOAT, -1, 2);
        Map<String, SampleArray> arrays = Map.of(
                "c", array(new double[] {4, 3, 3}, 3), "p", array(new double[] {0.25, 0.75, 0.75, 0.25, 1, 0}, 3, 2));
        Score score = score(model, arrays, SampleLabels.of(4, 3, 4));
        assertEquals(2.0 / 3, score.accuracy());
        assertTrue(score.reading().contains("output 'label' as the class"), score::reading);
        OnnxException e = assertThrows(OnnxException.class, () -> score(model, arrays, SampleLabels.of(1, 0, 1)));
        assertTrue(e.getMessage().contains("label 1 of sample 0"), e::getMessage);
    }

    private static Echo zipMap(AttributeProto classes, int keys) {
        return new Echo()
                .input("p", DataType.FLOAT, -1, 2)
                .node(NodeProto.newBuilder()
                        .setDomain("ai.onnx.ml")
                        .setOpType("ZipMap")
                        .addInput("p")
                        .addOutput("z")
                        .addAttribute(classes)
                        .build())
                .output("z", Echo.sequence(Echo.map(keys, Echo.FLOATS)));
    }

    @Test
    void mapsFromClassToProbabilityAreScores() {
        Map<String, SampleArray> arrays = Map.of("p", array(new double[] {0.25, 0.75, 0.75, 0.25}, 2, 2));
        AttributeProto numbers = AttributeProto.newBuilder()
                .setName("classlabels_int64s")
                .setType(7)
                .addInts(10)
                .addInts(7)
                .build();
        assertEquals(
                1,
                score(zipMap(numbers, DataType.INT64.code()), arrays, SampleLabels.of(7, 10))
                        .accuracy());
        AttributeProto words = AttributeProto.newBuilder()
                .setName("classlabels_strings")
                .setType(8)
                .addStrings(ByteString.copyFromUtf8("cat"))
                .addStrings(ByteString.copyFromUtf8("dog"))
                .build();
        assertEquals(1, score(zipMap(words, 8), arrays, SampleLabels.of(1, 0)).accuracy());
        SampleLabels texts = SampleLabels.of(new long[] {2}, List.of("dog", "cat"));
        assertEquals(1, score(zipMap(words, 8), arrays, texts).accuracy());
    }

    /** A class that no sample is decided to be is known from the classifier, and a single score may be of two names. */
    @Test
    void aClassifierOfTheFormatNamesTheColumns() {
        for (int width : new int[] {3, 1}) {
            AttributeProto.Builder names =
                    AttributeProto.newBuilder().setName("classlabels_strings").setType(8);
            List.of("dog", "cat", "cow").subList(0, Math.max(2, width)).stream()
                    .map(ByteString::copyFromUtf8)
                    .forEach(names::addStrings);
            Echo model = new Echo()
                    .value("p", "scores", DataType.FLOAT, -1, width)
                    .output("map", Echo.sequence(Echo.map(8, Echo.FLOATS)))
                    .input("q", DataType.FLOAT, -1, Math.max(2, width))
                    .node(NodeProto.newBuilder()
                            .setDomain("ai.onnx.ml")
                            .setOpType("ZipMap")
                            .addInput("q")
                            .addOutput("map")
                            .addAttribute(names)
                            .build());
            double[] numbers = width == 1 ? new double[] {0.25, 0.75} : new double[] {0.75, 0.25, 0, 0, 0.75, 0.25};
            Map<String, SampleArray> arrays = Map.of(
                    "p",
                    array(numbers, 2, width),
                    "q",
                    array(new double[2 * Math.max(2, width)], 2, Math.max(2, width)));
            Score score = score(model, arrays, SampleLabels.of(new long[] {2}, List.of("dog", "cat")), "scores");
            assertEquals(1, score.accuracy());
            assertEquals(List.of("dog", "cat", "cow").subList(0, Math.max(2, width)), score.classes());
        }
    }

    @Test
    void anOutputThatIsNamedIsTheOneThatIsScored() {
        Echo model = new Echo().value("a", "first", DataType.FLOAT, -1, 2).value("b", "second", DataType.FLOAT, -1, 2);
        Map<String, SampleArray> arrays = new LinkedHashMap<>();
        arrays.put("a", array(new double[] {1, 0, 1, 0}, 2, 2));
        arrays.put("b", array(new double[] {0, 1, 0, 1}, 2, 2));
        assertEquals(0, score(model, arrays, SampleLabels.of(1, 1)).accuracy());
        assertEquals(1, score(model, arrays, SampleLabels.of(1, 1), "second").accuracy());
        OnnxException e = assertThrows(OnnxException.class, () -> score(model, arrays, SampleLabels.of(1, 1), "secnd"));
        assertTrue(e.getMessage().contains("did you mean 'second'?"), e::getMessage);
    }

    @Test
    void whatHasNoScoresForTheLabelsIsRefusedWithItsShape() {
        OnnxException e = assertThrows(
                OnnxException.class, () -> score(new double[12], new long[] {2, 3, 2}, SampleLabels.of(0, 1)));
        assertTrue(e.getMessage().contains("'y' is [N, 3, 2]"), e::getMessage);
        int[] none = {SampleLabels.NOT_COUNTED, SampleLabels.NOT_COUNTED};
        OnnxException nothing =
                assertThrows(OnnxException.class, () -> score(new double[4], new long[] {2, 2}, SampleLabels.of(none)));
        assertTrue(nothing.getMessage().contains("none is counted"), nothing::getMessage);
    }

    /** A regression's single numbers are no scores where labels are not 0 or 1. */
    @Test
    void aSingleNumberIsNoScoreOfManyClasses() {
        assertThrows(OnnxException.class, () -> score(new double[] {1, 2}, new long[] {2, 1}, SampleLabels.of(1, 2)));
    }
}
