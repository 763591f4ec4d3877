package dev.eckart.app.onnx.measure;

import static dev.eckart.app.onnx.measure.PaddedCase.LENGTHS;
import static dev.eckart.app.onnx.measure.PaddedCase.LONGEST;
import static dev.eckart.app.onnx.measure.PaddedCase.WIDTH;
import static dev.eckart.app.onnx.measure.PaddedCase.equation;
import static dev.eckart.app.onnx.measure.PaddedCase.masked;
import static dev.eckart.app.onnx.measure.PaddedCase.open;
import static dev.eckart.app.onnx.measure.PaddedCase.samples;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.onnx.LayerCase;
import dev.eckart.app.onnx.ModelBuilder;
import dev.eckart.app.onnx.data.Padding;
import dev.eckart.app.onnx.data.SampleBatch;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.observe.GradientObserver;
import dev.eckart.app.onnx.observe.Observer;
import dev.eckart.app.onnx.observe.PositionedValues;
import dev.eckart.app.onnx.progress.Stages;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.unit.Sites;
import dev.eckart.compress.decompose.OutputCovarianceSvd;
import dev.eckart.spi.Seed;
import dev.eckart.spi.compress.MatrixStore;
import dev.eckart.spi.compress.Statistics;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What does not count is neither run, nor observed, nor compared. */
class PaddingTest {
    @TempDir
    private Path directory;

    @Test
    void whatAModelDoesNotGoByIsPaddingAndIsNotRun() throws IOException {
        try (OnnxSession session = open(directory, "a.onnx", masked("L").build(8, 17))) {
            Samples samples = samples(session, LENGTHS);
            Padding padding = Padding.of(session, samples).orElseThrow();
            assertEquals(Set.of("tokens"), padding.positioned());
            assertEquals(Set.of("x", "attention_mask"), padding.cut());
            Samples shorter = samples.padded(padding).shortened();
            assertArrayEquals(new int[] {1, 4, 2, 0, 3}, shorter.numbers());
            List<SampleBatch> batches = shorter.batches(2);
            assertEquals(
                    List.of(6L, 3L, 2L),
                    batches.stream()
                            .map(batch -> batch.values().get("x").dims()[1])
                            .toList());
            boolean[] counted = batches.get(0).counted("tokens").orElseThrow();
            assertEquals(12, counted.length);
            assertTrue(counted[10] && !counted[11], "the second sample has five positions");
        }
    }

    @Test
    void aModelOfOneLengthIsGivenAllPositions() throws IOException {
        try (OnnxSession session = open(directory, "a.onnx", masked(LONGEST).build(8, 17))) {
            Samples samples = samples(session, LENGTHS);
            Padding padding = Padding.of(session, samples).orElseThrow();
            assertEquals(Set.of(), padding.cut());
            SampleBatch batch = samples.padded(padding).shortened().batches(5).get(0);
            assertEquals(LONGEST, batch.values().get("x").dims()[1]);
            assertEquals(
                    Arrays.stream(LENGTHS).sum(),
                    countedIn(batch.counted("tokens").orElseThrow()));
        }
    }

    private static int countedIn(boolean[] flags) {
        int count = 0;
        for (boolean flag : flags) {
            count += flag ? 1 : 0;
        }
        return count;
    }

    /** The sum over all positions is another one if something else stands at padding. */
    @Test
    void whatAModelGoesByIsNoPadding() throws IOException {
        ModelBuilder model = new ModelBuilder(1)
                .input("x", "N", "L", WIDTH)
                .input("attention_mask", "N", "L")
                .output("sentence", "N", WIDTH)
                .output("mask", "N", "L")
                .node("Identity", "echo", List.of("attention_mask"), "mask")
                .node("Einsum", "pool", List.of("x"), "sentence", equation("nlo->no"));
        try (OnnxSession session = open(directory, "a.onnx", model.build(8, 17))) {
            assertEquals(Optional.empty(), Padding.of(session, samples(session, LENGTHS)));
        }
    }

    /** Of a sample that is nothing but padding nothing would be left; which one it is can be told. */
    @Test
    void aSampleWithoutAnyPositionThatCountsIsTold() throws IOException {
        try (OnnxSession session = open(directory, "a.onnx", masked("L").build(8, 17))) {
            Samples samples = samples(session, new int[] {LONGEST, 3, 0, 2});
            assertEquals(Optional.empty(), Padding.of(session, samples));
            assertEquals(Optional.of(new Padding.Zeros("attention_mask", OptionalInt.of(2))), Padding.in(samples));
        }
    }

    @Test
    void withoutPaddingThereIsNone() throws IOException {
        try (OnnxSession session = open(directory, "a.onnx", masked("L").build(8, 17))) {
            assertEquals(Optional.empty(), Padding.of(session, samples(session, new int[] {LONGEST, LONGEST})));
        }
    }

    /** Models of one length that differ at padding alone are equal where it does not count, and only there. */
    @Test
    void whatModelsGiveAtPaddingIsNotCompared() throws IOException {
        ModelBuilder other = new ModelBuilder(1)
                .input("x", "N", LONGEST, WIDTH)
                .input("attention_mask", "N", LONGEST)
                .output("tokens", "N", LONGEST, 3)
                .output("sentence", "N", 3)
                .weights("w", WIDTH, 3)
                .node("MatMul", "layer", List.of("x", "w"), "made")
                .node("Einsum", "pool", List.of("made", "attention_mask"), "sentence", equation("nlo,nl->no"))
                .node("Einsum", "clear", List.of("made", "attention_mask"), "tokens", equation("nlo,nl->nlo"));
        try (OnnxSession one = open(directory, "a.onnx", masked(LONGEST).build(8, 17));
                OnnxSession two = open(directory, "b.onnx", other.build(8, 17))) {
            Samples samples = samples(one, LENGTHS);
            Padding padding = Padding.of(one, samples).orElseThrow();
            assertTrue(Comparison.of(one, two, samples, OutputChoice.USUAL, Stages.none())
                            .relative()
                    > 0);
            Comparison unpadded = Comparison.of(one, two, samples.padded(padding), OutputChoice.USUAL, Stages.none());
            assertEquals(0, unpadded.relative());
            assertEquals(LENGTHS.length, unpadded.samples());
        }
    }

    /** The mean of what the layer takes is that of positions that count, whether padding is run or not. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void paddingIsNotObserved(boolean open) throws IOException {
        ModelProto model = masked(open ? "L" : LONGEST).build(8, 17);
        List<Statistics> seen = new ArrayList<>();
        try (OnnxSession session = open(directory, "a.onnx", model)) {
            Samples all = samples(session, LENGTHS);
            OnnxModel read = OnnxModel.read(directory.resolve("a.onnx"));
            Samples padded = all.padded(Padding.of(session, all).orElseThrow());
            Set<String> layers = PositionedValues.of(read, Sites.of(read).units(), padded, 1);
            assertEquals(Set.of("x", "tokens"), layers);
            Samples unpadded =
                    all.padded(padded.padding().orElseThrow().with(layers)).shortened();
            new Observer(LayerCase.backend(), 1, new Seed(3), Stages.none())
                    .observe(
                            read,
                            Sites.of(read).units(),
                            unpadded,
                            new OutputCovarianceSvd(),
                            (unit, observed) ->
                                    seen.addAll(observed.seen().orElseThrow().blocks()));
            int count = Arrays.stream(LENGTHS).sum();
            assertEquals(1, seen.size());
            assertEquals(count, seen.get(0).samples());
            double[] mean = mean(all.arrays().get("x").whole().numbers());
            for (int i = 0; i < WIDTH; i++) {
                // Numbers below 1 are rounded to float32 for the model, and so many of them are added.
                double bound = DataType.FLOAT.unitRoundoff() + count * Precision.FLOAT64.unitRoundoff();
                assertEquals(mean[i], seen.get(0).mean().get(0, i), bound);
            }
        }
    }

    /** What the layer makes is an output: its gradients are signs, scaled by the squares at positions that count. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void gradientsAtPaddingAreNotObserved(boolean open) throws IOException {
        Object positions = open ? "L" : LONGEST;
        ModelProto model = new ModelBuilder(1)
                .input("x", "N", positions, WIDTH)
                .input("attention_mask", "N", positions)
                .output("tokens", "N", positions, 3)
                .output("mask", "N", positions)
                .weights("w", WIDTH, 3)
                .node("MatMul", "layer", List.of("x", "w"), "tokens")
                .node("Identity", "echo", List.of("attention_mask"), "mask")
                .build(8, 17);
        try (OnnxSession session = open(directory, "a.onnx", model)) {
            Samples all = samples(session, LENGTHS);
            OnnxModel read = OnnxModel.read(directory.resolve("a.onnx"));
            Samples unpadded =
                    all.padded(Padding.of(session, all).orElseThrow()).shortened();
            Tensor moment = new GradientObserver(LayerCase.backend(), 1, new Seed(3), MatrixStore.MEMORY, Stages.none())
                    .observe(read, Sites.of(read).units(), unpadded, note -> {})
                    .values()
                    .iterator()
                    .next()
                    .moments()
                    .get(0)
                    .get();
            double[] tokens = session.run(all.batches(LENGTHS.length).get(0).values(), Set.of("tokens"))
                    .get("tokens")
                    .numbers();
            double squares = 0;
            for (int i = 0; i < tokens.length; i++) {
                squares += i / 3 % LONGEST < LENGTHS[i / 3 / LONGEST] ? tokens[i] * tokens[i] : 0;
            }
            double expected = Arrays.stream(LENGTHS).sum() / squares;
            for (int i = 0; i < 3; i++) {
                assertEquals(expected, moment.get(i, i), 64 * DataType.FLOAT.unitRoundoff() * expected);
            }
        }
    }

    private static double[] mean(double[] x) {
        double[] mean = new double[WIDTH];
        for (int i = 0; i < x.length; i++) {
            int position = i / WIDTH % LONGEST;
            int length = LENGTHS[i / WIDTH / LONGEST];
            mean[i % WIDTH] += position < length ? x[i] / Arrays.stream(LENGTHS).sum() : 0;
        }
        return mean;
    }
}
