package dev.eckart.app.onnx.text;

import static dev.eckart.app.onnx.ModelBuilder.attribute;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.onnx.ModelBuilder;
import dev.eckart.app.onnx.data.Padding;
import dev.eckart.app.onnx.data.SampleBatch;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.measure.Comparison;
import dev.eckart.app.onnx.measure.Costs;
import dev.eckart.app.onnx.measure.OutputChoice;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.progress.Stages;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.tensor.OnnxException;
import dev.eckart.spi.text.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts are given to a model as long as they are. */
class TextSamplesTest {
    private static final int WIDTH = 4;
    private static final int MADE = 3;
    private static final int[] LENGTHS = {2, 6, 3, 2, 6, 5, 6};

    @TempDir
    private Path directory;

    @Test
    void batchesAreOfOneLengthLongestFirst() throws IOException {
        try (OnnxSession session = open(masked("L"))) {
            Samples samples = TextSamples.of(session.inputs(), texts(LENGTHS), Optional.empty(), Map.of());
            assertArrayEquals(new int[] {1, 4, 6, 5, 2, 0, 3}, samples.numbers());
            List<SampleBatch> batches = samples.batches(2);
            assertEquals(
                    List.of("2 x 6", "1 x 6", "1 x 5", "1 x 3", "2 x 2"),
                    batches.stream()
                            .map(batch -> batch.values().get("input_ids"))
                            .map(ids -> ids.dims()[0] + " x " + ids.dims()[1])
                            .toList());
            Map<String, Values> third = batches.get(2).values();
            assertArrayEquals(
                    new double[] {50, 51, 52, 53, 54}, third.get("input_ids").numbers());
            assertArrayEquals(
                    new double[] {1, 1, 1, 1, 1}, third.get("attention_mask").numbers());
            assertArrayEquals(
                    new double[] {0, 0, 0, 1, 1}, third.get("token_type_ids").numbers());
            assertArrayEquals(
                    new double[] {0, 1, 2, 3, 4}, third.get("position_ids").numbers());
        }
    }

    /** What a model makes of a text is what it makes of it alone, and no other position is run, compared or counted. */
    @Test
    void noPositionIsPadding() throws IOException {
        try (OnnxSession session = open(masked("L"))) {
            Samples samples = TextSamples.of(session.inputs(), texts(LENGTHS), Optional.empty(), Map.of());
            int positions = samples.batches(4).stream()
                    .mapToInt(batch -> session.run(batch.values(), Set.of("tokens"))
                                    .get("tokens")
                                    .numbers()
                                    .length
                            / MADE)
                    .sum();
            assertEquals(Arrays.stream(LENGTHS).sum(), positions);
            Comparison same = Comparison.of(session, session, samples, OutputChoice.USUAL, Stages.none());
            assertEquals(LENGTHS.length, same.samples());
            // The text of middle length has five tokens.
            Costs costs = Costs.of(OnnxModel.read(directory.resolve("model.onnx")), samples);
            assertEquals(OptionalLong.of(5 * WIDTH * MADE + 5 * MADE), costs.macs());
        }
    }

    /** Where few shapes are wanted, texts are filled up to multiples of a length, if the model does not mind. */
    @Test
    void lengthsAreRoundedWhereTheMaskSaysWhatCounts() throws IOException {
        try (OnnxSession session = open(masked("L"))) {
            Samples samples = TextSamples.of(session.inputs(), texts(LENGTHS), Optional.empty(), Map.of());
            assertArrayEquals(lengths(samples), lengths(samples.rounded(4)), "nothing is known of the mask yet");
            Samples padded = samples.padded(Padding.of(session, samples).orElseThrow());
            assertEquals(Set.of("tokens"), padded.padding().orElseThrow().positioned());
            Samples rounded = padded.rounded(4);
            assertArrayEquals(new int[] {6, 6, 6, 6, 4, 4, 4}, lengths(rounded));
            SampleBatch last = rounded.slice(4, 7).batches(3).get(0);
            assertEquals(4, last.values().get("input_ids").dims()[1]);
            boolean[] counted = last.counted("tokens").orElseThrow();
            assertEquals(
                    3 + 2 + 2, IntStream.range(0, 12).filter(i -> counted[i]).count());
        }
    }

    @Test
    void aModelWithoutAMaskTakesTextsAsLongAsTheyAre() throws IOException {
        ModelBuilder model = new ModelBuilder(1)
                .input("input_ids", DataType.INT64, "N", "L")
                .output("sentence", "N", WIDTH)
                .weights("table", 70, WIDTH)
                .node("Gather", "look", List.of("table", "input_ids"), "x")
                .node("Einsum", "pool", List.of("x"), "sentence", attribute("equation", "nlo->no"));
        try (OnnxSession session = open(model)) {
            Samples samples = TextSamples.of(session.inputs(), texts(LENGTHS), Optional.empty(), Map.of());
            assertEquals(Optional.empty(), Padding.of(session, samples));
            assertArrayEquals(new int[] {6, 6, 6, 5, 3, 2, 2}, lengths(samples.rounded(4)));
            assertEquals(4, samples.batches(16).size());
        }
    }

    @Test
    void aModelOfOneLengthNeedsAMaskAndTextsThatFit() throws IOException {
        try (OnnxSession session = open(masked(6))) {
            Samples samples = TextSamples.of(session.inputs(), texts(LENGTHS), Optional.empty(), Map.of());
            SampleBatch all = samples.batches(7).get(0);
            assertEquals(7 * 6, all.values().get("input_ids").numbers().length);
            assertEquals(
                    Arrays.stream(LENGTHS).sum(),
                    Arrays.stream(all.values().get("attention_mask").numbers()).sum());
            assertEquals(Optional.empty(), samples.lengths());
            assertTrue(Padding.of(session, samples).isPresent());
            assertRefused(session, new int[] {7}, Map.of(), "text 0 has 7 tokens, but input 'input_ids' takes 6");
            assertRefused(
                    session,
                    LENGTHS,
                    Map.of("attention_mask", "1"),
                    "text 0 has 2 tokens, but input 'input_ids' takes 6, and the model has no 'attention_mask'");
        }
    }

    @Test
    void whatIsNotCalledAsTextsAreIsSetOrRefused() throws IOException {
        ModelBuilder model = new ModelBuilder(1)
                .input("input_ids", DataType.INT64, "N", "L")
                .input("weight", "N", "L")
                .output("sentence", "N", WIDTH)
                .weights("table", 70, WIDTH)
                .node("Gather", "look", List.of("table", "input_ids"), "x")
                .node("Einsum", "pool", List.of("x", "weight"), "sentence", attribute("equation", "nlo,nl->no"));
        try (OnnxSession session = open(model)) {
            assertRefused(session, LENGTHS, Map.of(), "input 'weight', which takes [N, L], cannot be filled from text");
            assertRefused(session, LENGTHS, Map.of("input_ids", "1"), "input 'weight'");
            assertRefused(session, LENGTHS, Map.of("input_ids", "1", "weight", "1"), "takes no 'input_ids'");
            Samples samples =
                    TextSamples.of(session.inputs(), texts(LENGTHS), Optional.empty(), Map.of("weight", "0.5"));
            assertArrayEquals(
                    new double[] {.5, .5, .5},
                    samples.slice(4, 5).batches(1).get(0).values().get("weight").numbers());
        }
    }

    private static void assertRefused(OnnxSession session, int[] lengths, Map<String, String> set, String why) {
        String message = assertThrows(
                        OnnxException.class,
                        () -> TextSamples.of(session.inputs(), texts(lengths), Optional.empty(), set))
                .getMessage();
        assertTrue(message.contains(why), message);
    }

    private static int[] lengths(Samples samples) {
        return IntStream.range(0, samples.count()).map(samples::length).toArray();
    }

    /** Text i has tokens 10 i, 10 i + 1 and so on, of which those from the fourth on are of its second part. */
    private static List<Tokens> texts(int... lengths) {
        return IntStream.range(0, lengths.length)
                .mapToObj(text -> new Tokens(
                        IntStream.range(0, lengths[text])
                                .map(i -> 10 * text + i)
                                .toArray(),
                        IntStream.range(0, lengths[text])
                                .map(i -> i < 3 ? 0 : 1)
                                .toArray()))
                .toList();
    }

    /** Each token's own product, and the sum of those that count. */
    private static ModelBuilder masked(Object positions) {
        return new ModelBuilder(1)
                .input("input_ids", DataType.INT64, "N", positions)
                .input("attention_mask", DataType.FLOAT, "N", positions)
                .input("token_type_ids", DataType.INT64, "N", positions)
                .input("position_ids", DataType.INT32, "N", positions)
                .output("tokens", "N", positions, MADE)
                .output("sentence", "N", MADE)
                .weights("table", 70, WIDTH)
                .weights("kinds", 2, WIDTH)
                .weights("places", 6, WIDTH)
                .weights("w", WIDTH, MADE)
                .node("Gather", "look", List.of("table", "input_ids"), "x")
                .node("Gather", "kind", List.of("kinds", "token_type_ids"), "k")
                .node("Gather", "place", List.of("places", "position_ids"), "p")
                .node("Sum", "all", List.of("x", "k", "p"), "all")
                .node("MatMul", "layer", List.of("all", "w"), "tokens")
                .node(
                        "Einsum",
                        "pool",
                        List.of("tokens", "attention_mask"),
                        "sentence",
                        attribute("equation", "nlo,nl->no"));
    }

    private OnnxSession open(ModelBuilder model) throws IOException {
        Path file = directory.resolve("model.onnx");
        Files.write(file, model.build(8, 17).toByteArray());
        return OnnxSession.open(OnnxModel.read(file), 1);
    }
}
