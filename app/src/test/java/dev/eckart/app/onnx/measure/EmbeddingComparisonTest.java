package dev.eckart.app.onnx.measure;

import static dev.eckart.app.onnx.ModelBuilder.attribute;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.onnx.array.SampleArray;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.embedding.EmbeddingChange;
import dev.eckart.app.onnx.embedding.NeighbourChange;
import dev.eckart.app.onnx.embedding.Pooling;
import dev.eckart.app.onnx.progress.Stages;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.tensor.OnnxException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Embeddings of two models, one of which gives what it is given as {@code a} and the other one what as {@code b}. */
class EmbeddingComparisonTest {
    private static final int POSITIONS = 3;
    private static final int WIDTH = 2;

    /** Units, their difference and a mean of two: a dozen roundings, each of a number of at most 2. */
    private static final double ROUNDINGS = 32 * 0x1p-53;

    private static final NodeProto MIDDLE = NodeProto.newBuilder()
            .setOpType("Constant")
            .addOutput("middle")
            .addAttribute(attribute("value_ints", new long[] {1}))
            .build();

    private static Echo handing(String taken, String left) {
        Echo model = new Echo();
        model.input("a", DataType.DOUBLE, -1, POSITIONS, WIDTH)
                .input("b", DataType.DOUBLE, -1, POSITIONS, WIDTH)
                .input("attention_mask", DataType.INT64, -1, POSITIONS);
        return model.output("ids", DataType.INT64, -1, POSITIONS)
                .output("tokens", DataType.DOUBLE, -1, POSITIONS, WIDTH)
                .output("row", DataType.DOUBLE, -1, WIDTH)
                .node("", "Identity", List.of("attention_mask"), List.of("ids"))
                .node("", "Identity", List.of(taken), List.of("tokens"))
                .node(MIDDLE)
                .node(NodeProto.newBuilder()
                        .setOpType("ReduceMax")
                        .addInput(taken)
                        .addInput("middle")
                        .addOutput("row")
                        .addAttribute(attribute("keepdims", 0))
                        .build())
                .node("", "Identity", List.of(left), List.of("unused"));
    }

    private static EmbeddingChange change(String pooling, double[] a, double[] b, double... mask) {
        return comparison(pooling, Optional.empty(), a, b, mask).embeddings().orElseThrow();
    }

    private static Comparison comparison(
            String pooling, Optional<String> output, double[] a, double[] b, double[] mask) {
        int count = mask.length / POSITIONS;
        Map<String, SampleArray> arrays = new LinkedHashMap<>();
        arrays.put("a", SampleArray.of(new Values(new long[] {count, POSITIONS, WIDTH}, a)));
        arrays.put("b", SampleArray.of(new Values(new long[] {count, POSITIONS, WIDTH}, b)));
        arrays.put("attention_mask", SampleArray.of(new Values(new long[] {count, POSITIONS}, mask)));
        try (OnnxSession before = handing("a", "b").open();
                OnnxSession after = handing("b", "a").open()) {
            Samples samples = Samples.of(before.inputs(), arrays, Optional.empty());
            return Comparison.of(
                    before, after, samples, new OutputChoice(output, Optional.of(Pooling.of(pooling))), Stages.none());
        }
    }

    private static double[] random(int count, long seed) {
        return new SplittableRandom(seed)
                .doubles((long) count * POSITIONS * WIDTH, -1, 1)
                .toArray();
    }

    private static double[] ones(int count) {
        return IntStream.range(0, count * POSITIONS).mapToDouble(i -> 1).toArray();
    }

    /**
     * One sample, of whose three positions the last two count: 3 0, 1 2 and 1 0. Afterwards the last of them is 0 1. The
     * largest numbers of all positions are 3 2 and 3 2.
     */
    @ParameterizedTest
    @CsvSource({"mean, 1 1, 0.5 1.5", "first, 1 2, 1 2", "last, 1 0, 0 1", "none, 3 2, 3 2", "row, 3 2, 3 2"})
    void rowsArePooledAsIsSaid(String pooling, String was, String is) {
        double[] u = numbers(was);
        double[] v = numbers(is);
        double expected = (u[0] * v[0] + u[1] * v[1]) / Math.hypot(u[0], u[1]) / Math.hypot(v[0], v[1]);
        EmbeddingChange found =
                change(pooling, new double[] {3, 0, 1, 2, 1, 0}, new double[] {3, 0, 1, 2, 0, 1}, 0, 1, 1);
        assertEquals(expected, found.cosine(), ROUNDINGS);
        assertEquals(expected, found.worst(), ROUNDINGS);
        assertEquals(1 - expected, found.change(), ROUNDINGS);
        assertEquals(1, found.samples());
        assertEquals(Optional.empty(), found.neighbours(), "one sample has no ten others");
    }

    private static double[] numbers(String text) {
        return Arrays.stream(text.split(" ")).mapToDouble(Double::parseDouble).toArray();
    }

    @Test
    void whatWasReadIsTold() {
        double[] mask = {1, 1, 0};
        assertEquals(
                "the mean of output 'tokens' over all positions where input 'attention_mask' is not 0",
                change("mean", random(1, 1), random(1, 2), mask).reading());
        assertEquals(
                "output 'row'", change("none", random(1, 1), random(1, 2), mask).reading());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mean", "first", "last", "none"})
    void modelsThatAreTheSameHaveTheSameEmbeddings(String pooling) {
        double[] numbers = random(20, 4);
        EmbeddingChange found = change(pooling, numbers, numbers.clone(), ones(20));
        assertEquals(0, found.change());
        assertEquals(1, found.worst());
        NeighbourChange neighbours = found.neighbours().orElseThrow();
        assertEquals(1, neighbours.recall());
        assertEquals(List.of(), neighbours.moved());
        assertEquals(20, neighbours.among());
        assertEquals(
                20,
                found.cosines().stream().mapToInt(EmbeddingChange.Bin::count).sum());
    }

    /** Neither do lengths of embeddings. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-200, 1e200, 3})
    void lengthDoesNotMatter(double size) {
        double[] numbers = random(20, 4);
        double[] longer = Arrays.stream(numbers).map(number -> number * size).toArray();
        EmbeddingChange found = change("mean", numbers, longer, ones(20));
        assertEquals(0, found.change(), ROUNDINGS * ROUNDINGS);
        assertEquals(1, found.neighbours().orElseThrow().recall());
    }

    /** Whatever stands where the mask is 0, to the bit. */
    @ParameterizedTest
    @ValueSource(strings = {"mean", "first", "last"})
    void whatIsMaskedChangesNothing(String pooling) {
        int count = 15;
        double[] mask = IntStream.range(0, count * POSITIONS)
                .mapToDouble(i -> (i + i / POSITIONS) % POSITIONS == 1 ? 0 : 1)
                .toArray();
        double[] a = random(count, 5);
        double[] b = random(count, 6);
        EmbeddingChange found = change(pooling, a, b, mask);
        double[] c = random(count, 7);
        for (int i = 0; i < b.length; i++) {
            c[i] = mask[i / WIDTH] == 0 ? c[i] : b[i];
        }
        assertEquals(found, change(pooling, a, c, mask));
        assertNotEquals(found, change(pooling, a, c, ones(count)));
    }

    /** What is permuted has other neighbours. Of twelve directions the two ends change places. */
    @Test
    void neighboursThatAreLostAreCounted() {
        int count = 12;
        double[] fan = new double[count * POSITIONS * WIDTH];
        double[] swapped = new double[fan.length];
        for (int i = 0; i < count; i++) {
            int other = i == 0 ? count - 1 : i == count - 1 ? 0 : i;
            fan[i * POSITIONS * WIDTH] = Math.cos(angle(i));
            fan[i * POSITIONS * WIDTH + 1] = Math.sin(angle(i));
            swapped[i * POSITIONS * WIDTH] = Math.cos(angle(other));
            swapped[i * POSITIONS * WIDTH + 1] = Math.sin(angle(other));
        }
        NeighbourChange found =
                change("first", fan, swapped, ones(count)).neighbours().orElseThrow();
        // Ten of the eleven others are neighbours: all but the farther end, which is the other one now.
        assertEquals(1 - 0.1 * (count - 2) / count, found.recall(), ROUNDINGS);
        NeighbourChange.Moved moved = found.moved().get(0);
        assertEquals(new NeighbourChange.Moved(1, 9, List.of(0, 2, 3), List.of(11, 2, 3)), moved);
    }

    /** No two are equally far from a third. */
    private static double angle(int i) {
        return 0.1 * i + 0.001 * i * i;
    }

    /** It is no agreement that nothing is there. */
    @ParameterizedTest
    @ValueSource(doubles = {0, Double.POSITIVE_INFINITY})
    void whatHasNoDirectionIsToldAndCountsAgainstTheModel(double number) {
        double[] a = random(20, 4);
        double[] b = a.clone();
        Arrays.fill(b, 0, POSITIONS * WIDTH, number);
        EmbeddingChange found = change("mean", a, b, ones(20));
        assertEquals(1, found.undirected());
        assertEquals(1 / 20.0, found.change(), ROUNDINGS);
        assertEquals(0, found.worst());
        assertTrue(found.neighbours().orElseThrow().recall() < 1);
    }

    @Test
    void aSampleWithoutAPositionHasNoDirection() {
        double[] mask = ones(12);
        Arrays.fill(mask, 0, POSITIONS, 0);
        EmbeddingChange found = change("mean", random(12, 1), random(12, 1), mask);
        assertEquals(1, found.undirected());
        assertEquals(0, found.change());
    }

    /** The unit of a largest loss is that of embeddings where they are asked for. */
    @Test
    void lossesAreThoseOfEmbeddings() {
        Comparison found = comparison("mean", Optional.empty(), random(20, 1), random(20, 2), ones(20));
        EmbeddingChange change = found.embeddings().orElseThrow();
        assertEquals(change.change(), found.loss(LossUnit.COSINE).orElseThrow());
        assertNotEquals(change.change(), found.cosine().orElseThrow());
        assertEquals(
                1 - change.neighbours().orElseThrow().recall(),
                found.loss(LossUnit.RECALL).orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({
        "mean, row, 'row' is [1; 2]",
        "mean, ids, 'ids' is no floating point numbers",
        "none, tokens, 'tokens' is [1; 3; 2]",
        "maen, , 'maen' is neither a pooling nor an output of the model (did you mean 'mean'?)",
        "rows, , 'rows' is neither a pooling nor an output of the model (did you mean 'row'?)"
    })
    void whatCannotBePooledIsRefused(String pooling, String output, String message) {
        OnnxException e = assertThrows(
                OnnxException.class,
                () -> comparison(pooling, Optional.ofNullable(output), random(1, 1), random(1, 2), ones(1)));
        assertTrue(e.getMessage().contains(message.replace(";", ",")), e.getMessage());
    }
}
