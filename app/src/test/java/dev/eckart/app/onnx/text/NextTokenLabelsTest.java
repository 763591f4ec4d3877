package dev.eckart.app.onnx.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.onnx.ModelBuilder;
import dev.eckart.app.onnx.array.SampleArray;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.measure.Comparison;
import dev.eckart.app.onnx.measure.LossUnit;
import dev.eckart.app.onnx.measure.OutputChoice;
import dev.eckart.app.onnx.measure.Score;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.progress.Stages;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.tensor.OnnxException;
import dev.eckart.spi.Seed;
import dev.eckart.spi.text.Tokens;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A language model is right where it predicts the token that follows. */
class NextTokenLabelsTest {
    private static final int WORDS = 11;
    private static final int[][] TEXTS = {{3, 1, 4, 1, 5}, {9, 2, 6}, {5, 3, 5, 8, 9, 7, 9}, {10}, {2, 6, 4, 3, 3}};
    /** Sums and exponentials of as many scores, in float64. */
    private static final double EXACT = 64 * WORDS * 0x1p-53;

    /** Scores of the next word by the last one alone. */
    private static OnnxSession bigrams(double[] scores) {
        ModelBuilder model = new ModelBuilder(1)
                .input("input_ids", DataType.INT64, "N", "L")
                .input("attention_mask", DataType.INT64, "N", "L")
                .output("scores", "N", "L", WORDS)
                .output("counted", DataType.INT64, "N", "L")
                .tensor("table", DataType.FLOAT, scores, WORDS, WORDS)
                .node("Gather", "look", List.of("table", "input_ids"), "scores")
                .node("Identity", "same", List.of("attention_mask"), "counted");
        return open(model);
    }

    private static OnnxSession open(ModelBuilder builder) {
        OnnxModel model = new OnnxModel(Path.of("model.onnx"), builder.build(8, 17));
        return OnnxSession.open(model.proto(), model.externalData(), 1);
    }

    private static double[] scores(int seed) {
        SplittableRandom random = new Seed(seed).random();
        return random.doubles(WORDS * WORDS)
                .map(i -> (float) (3 * random.nextGaussian()))
                .toArray();
    }

    /** e to the mean of what the right words cost, told word by word. */
    private static double perplexity(double[] scores) {
        List<Double> costs = new ArrayList<>();
        for (int[] text : TEXTS) {
            for (int i = 0; i + 1 < text.length; i++) {
                double[] row = Arrays.copyOfRange(scores, text[i] * WORDS, (text[i] + 1) * WORDS);
                double sum = Arrays.stream(row).map(Math::exp).sum();
                costs.add(Math.log(sum) - row[text[i + 1]]);
            }
        }
        return Math.exp(costs.stream().mapToDouble(cost -> cost).average().orElseThrow());
    }

    private static List<Tokens> texts() {
        return Arrays.stream(TEXTS)
                .map(text -> new Tokens(text, new int[text.length]))
                .toList();
    }

    /** Texts of all lengths, each as long as it is. */
    private static Samples ragged(OnnxSession session) {
        return TextSamples.of(session.inputs(), texts(), Optional.empty(), Map.of())
                .predicting();
    }

    /** The same in an array, padded behind with a word that is none. */
    private static Samples padded(OnnxSession session) {
        double[] ids = new double[TEXTS.length * 7];
        double[] mask = ids.clone();
        for (int i = 0; i < ids.length; i++) {
            int[] text = TEXTS[i / 7];
            boolean counts = i % 7 < text.length;
            ids[i] = counts ? text[i % 7] : 0;
            mask[i] = counts ? 1 : 0;
        }
        long[] dims = {TEXTS.length, 7};
        return Samples.of(
                        session.inputs(),
                        Map.of(
                                "input_ids", SampleArray.of(new Values(dims, ids)),
                                "attention_mask", SampleArray.of(new Values(dims, mask))),
                        Optional.empty())
                .predicting();
    }

    @Test
    void perplexityIsThatOfTheWordsThatFollow() {
        double[] was = scores(1);
        double[] is = scores(2);
        try (OnnxSession before = bigrams(was);
                OnnxSession after = bigrams(is)) {
            for (Samples samples : List.of(ragged(before), padded(before))) {
                Comparison found = Comparison.of(before, after, samples, OutputChoice.USUAL, Stages.none());
                assertEquals(Optional.of(4L + 2 + 6 + 4), found.positions());
                double expected = perplexity(was);
                assertEquals(expected, found.perplexityBefore().orElseThrow(), expected * EXACT);
                assertEquals(perplexity(is), found.perplexityAfter().orElseThrow(), perplexity(is) * EXACT);
                assertEquals(
                        found.perplexityAfter().get() - found.perplexityBefore().get(),
                        found.loss(LossUnit.PERPLEXITY).orElseThrow());
                Score score = Score.of(before, samples, Optional.empty(), Stages.none());
                assertEquals(Math.log(expected), score.loss(), Math.log(expected) * EXACT);
                assertEquals(found.accuracyBefore().orElseThrow(), score.accuracy());
            }
        }
    }

    /** Some of the texts, the longest of which is none of the longest of all. */
    @Test
    void fewerTextsHaveTheLabelsOfTheirs() {
        try (OnnxSession session = bigrams(scores(1))) {
            Samples shorter = ragged(session).chosen(new int[] {3, 4});
            assertArrayEquals(new int[] {1, 3}, shorter.numbers());
            Comparison found = Comparison.of(session, session, shorter, OutputChoice.USUAL, Stages.none());
            assertEquals(Optional.of(2L), found.positions());
        }
    }

    @Test
    void aModelWithoutTokensHasNoNextOnes() {
        ModelBuilder model =
                new ModelBuilder(1).input("x", "N", 4).output("y", "N", 4).node("Relu", "relu", List.of("x"), "y");
        try (OnnxSession session = open(model)) {
            Samples samples = Samples.of(
                    session.inputs(),
                    Map.of("x", SampleArray.of(new Values(new long[] {2, 4}, new double[8]))),
                    Optional.empty());
            String message =
                    assertThrows(OnnxException.class, samples::predicting).getMessage();
            assertTrue(message.contains("no input that takes samples is called"), message);
        }
    }
}
