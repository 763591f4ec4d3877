package dev.eckart.app.onnx.measure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.onnx.ExportedModels;
import dev.eckart.app.onnx.ModelBuilder;
import dev.eckart.app.onnx.array.SampleArray;
import dev.eckart.app.onnx.array.SampleLabels;
import dev.eckart.app.onnx.data.RandomSamples;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.progress.Stages;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.app.onnx.tensor.OnnxException;
import dev.eckart.spi.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasureTest {
    private static final double LN_3 = Math.log(3);

    @TempDir
    private Path directory;

    @Test
    void logitsAreScored() throws IOException {
        Score score = score("Identity", new double[] {LN_3, 0, 0, LN_3, LN_3, 0}, 0, 1, 1);
        assertEquals(Score.Scores.LOGITS, score.scores());
        assertEquals(2.0 / 3, score.accuracy());
        assertArrayEquals(new int[][] {{1, 0}, {1, 1}}, score.confusion());
        // Probabilities 3/4, 3/4 and 1/4 of the labels.
        assertEquals((2 * Math.log(4.0 / 3) + Math.log(4)) / 3, score.loss(), 1e-6);
    }

    @Test
    void probabilitiesAreScoredAsThat() throws IOException {
        Score score = score("Softmax", new double[] {LN_3, 0, 0, LN_3, LN_3, 0}, 0, 1, 1);
        assertEquals(Score.Scores.PROBABILITIES, score.scores());
        assertEquals((2 * Math.log(4.0 / 3) + Math.log(4)) / 3, score.loss(), 1e-6);
    }

    @Test
    void aLabelBeyondTheClassesIsRefused() {
        OnnxException e = assertThrows(OnnxException.class, () -> score("Identity", new double[] {1, 0}, 2));
        assertTrue(e.getMessage().contains("label 2 of sample 0"), e::getMessage);
    }

    private Score score(String operator, double[] numbers, int... labels) throws IOException {
        OnnxModel model = scores("scores.onnx", operator, "N");
        try (OnnxSession session = OnnxSession.open(model, 1)) {
            SampleArray array = SampleArray.of(new Values(new long[] {labels.length, 2}, numbers));
            return Score.of(
                    session,
                    Samples.of(session.inputs(), Map.of("x", array), Optional.of(SampleLabels.of(labels))),
                    Optional.empty(),
                    Stages.none());
        }
    }

    @Test
    void aModelDoesNotDifferFromItself() throws IOException {
        Difference difference = difference(product("a.onnx", 64, 32), product("b.onnx", 64, 32));
        assertEquals(0, difference.outputs().largest());
        assertEquals(Optional.of(1.0), difference.outputs().agreement());
        assertEquals(difference.before(), difference.after());
        assertEquals(
                List.of(1, 64), difference.speeds().stream().map(Speed::batch).toList());
    }

    @Test
    void whatIsLargerAndSlowerIsCalledThat() throws IOException {
        Difference difference = difference(product("a.onnx", 1024, 2), product("b.onnx", 1024, 1024));
        List<String> objections = difference.objections();
        assertEquals(
                List.of("larger:", "larger:", "larger:", "slower", "slower"),
                objections.stream().map(line -> line.split(" ")[0]).toList());
        assertTrue(difference.outputs().relative() > 0);
        List<String> none = difference(product("a.onnx", 1024, 1024), product("b.onnx", 1024, 2))
                .objections();
        assertEquals(List.of(), none);
    }

    @Test
    void modelsThatTakeDifferentThingsAreNotCompared() throws IOException {
        OnnxModel one = written("a.onnx", ExportedModels.gemmMlp());
        OnnxModel other = written("b.onnx", ExportedModels.matMulMlp());
        assertThrows(OnnxException.class, () -> difference(one, other));
    }

    @Test
    void modelsOfOtherFixedSizesAreNotCompared() throws IOException {
        OnnxException e = assertThrows(
                OnnxException.class,
                () -> difference(scores("a.onnx", "Identity", 7), scores("b.onnx", "Identity", 16)));
        assertTrue(e.getMessage().contains("input 'x' is [7, 2] of the one and [16, 2] of the other"), e::getMessage);
    }

    private OnnxModel scores(String file, String operator, Object batch) throws IOException {
        return written(
                file,
                new ModelBuilder(1)
                        .input("x", batch, 2)
                        .output("y", batch, 2)
                        .node(operator, "o", List.of("x"), "y")
                        .build(10, 20));
    }

    private static Difference difference(OnnxModel before, OnnxModel after) {
        try (OnnxSession session = OnnxSession.open(before, 1)) {
            Samples samples = new RandomSamples(32, Map.of(), new Seed(1)).samples(session.inputs());
            return Difference.of(
                    before, after, samples, new Terms(OutputChoice.USUAL, Optional.empty(), 1, true, Stages.none()));
        }
    }

    /** Two products of which the inner width can be chosen. */
    private OnnxModel product(String name, int width, int inner) throws IOException {
        return written(
                name,
                new ModelBuilder(1)
                        .input("x", "N", width)
                        .output("y", "N", width)
                        .weights("w", width, inner)
                        .weights("v", inner, width)
                        .node("MatMul", "m", List.of("x", "w"), "h")
                        .node("MatMul", "n", List.of("h", "v"), "y")
                        .build(10, 20));
    }

    private OnnxModel written(String name, ModelProto proto) throws IOException {
        return OnnxModel.read(Files.write(directory.resolve(name), proto.toByteArray()));
    }
}
