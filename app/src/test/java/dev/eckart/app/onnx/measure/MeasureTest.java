package dev.eckart.app.onnx.measure;

import static dev.eckart.app.onnx.ModelBuilder.attribute;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.onnx.ExportedModels;
import dev.eckart.app.onnx.ModelBuilder;
import dev.eckart.app.onnx.data.Drawn;
import dev.eckart.app.onnx.data.SampleArray;
import dev.eckart.app.onnx.data.SampleLabels;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.model.Bindings;
import dev.eckart.app.onnx.model.OnnxException;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.progress.Stages;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.proto.OperatorSetIdProto;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.spi.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasureTest {
    private static final double LN_3 = Math.log(3);

    @TempDir
    private Path directory;

    @Test
    void costsOfProductsAreCounted() throws IOException {
        OnnxModel model = written("a.onnx", ExportedModels.gemmMlp());
        Costs costs = Costs.of(model);
        assertEquals(24 * 20 + 20 + 20 * 5 + 5, costs.parameters());
        assertEquals(Files.size(model.file()), costs.bytes());
        assertEquals(OptionalLong.of(24 * 20 + 20 * 5), costs.macs());
    }

    /** Grouped, strided, padded: 5 x 4 places of 6 channels, each of 2 x 3 x 3 products. */
    @Test
    void costsOfConvolutionsAreCounted() throws IOException {
        OnnxModel model = written(
                "a.onnx",
                new ModelBuilder(1)
                        .input("x", "N", 4, 10, 7)
                        .output("y", "N", 6, 5, 4)
                        .weights("w", 6, 2, 3, 3)
                        .node(
                                "Conv",
                                "c",
                                List.of("x", "w"),
                                "y",
                                attribute("group", 2),
                                attribute("strides", 2, 2),
                                attribute("pads", 1, 1, 1, 1))
                        .build(10, 20));
        assertEquals(OptionalLong.of(5 * 4 * 6 * 2 * 3 * 3), Costs.of(model).macs());
    }

    /** 7 steps, gates 4 x 3, inputs 5: 7 x (12 x 5 + 12 x 3). */
    @Test
    void costsOfRecurrentLayersAreCounted() throws IOException {
        OnnxModel model = written(
                "a.onnx",
                new ModelBuilder(1)
                        .input("x", 7, "N", 5)
                        .output("y", 7, 1, "N", 3)
                        .weights("w", 1, 12, 5)
                        .weights("r", 1, 12, 3)
                        .node("LSTM", "l", List.of("x", "w", "r"), "y", attribute("hidden_size", 3))
                        .build(10, 20));
        assertEquals(OptionalLong.of(7 * (12 * 5 + 12 * 3)), Costs.of(model).macs());
        assertEquals(12 * 5 + 12 * 3, Costs.of(model).parameters());
    }

    /** Between them, the file says 1 where 24 go in; what the weights take counts: 24 x 16 at each of the positions. */
    @Test
    void weightsTellWhatIsSummedOver() throws IOException {
        OnnxModel model = written(
                "a.onnx",
                new ModelBuilder(1)
                        .input("x", "N", "L", 4, 6)
                        .input("to", 3)
                        .output("y", "N", "L", 16)
                        .weights("w", 24, 16)
                        .weights("b", 16)
                        .node("Cast", "c", List.of("to"), "sizes", attribute("to", 7))
                        .node("Reshape", "r", List.of("x", "sizes"), "h")
                        .node("MatMul", "m", List.of("h", "w"), "p")
                        .node("Add", "a", List.of("p", "b"), "y")
                        .valueInfo("h", "N", "L", 1)
                        .build(8, 17));
        assertEquals(OptionalLong.of(24 * 16), Costs.of(model).macs());
    }

    @Test
    void openAxesCountAsOneUntilTheyAreBound() throws IOException {
        OnnxModel model = written(
                "a.onnx",
                new ModelBuilder(1)
                        .input("x", "N", "L", 4, 6)
                        .output("y", "N", "L", 16)
                        .integers("to", 0, -1, 24)
                        .weights("w", 24, 16)
                        .node("Reshape", "r", List.of("x", "to"), "h")
                        .node("MatMul", "m", List.of("h", "w"), "y")
                        .build(8, 17));
        Costs one = Costs.of(model);
        assertEquals(OptionalLong.of(24 * 16), one.macs());
        assertEquals(List.of("L"), one.open());
        Costs bound = Costs.of(model, new Bindings(Map.of("L", 5), Map.of()));
        assertEquals(OptionalLong.of(5 * 24 * 16), bound.macs());
        assertEquals(List.of(), bound.open());
        SampleArray array = SampleArray.of(new Values(new long[] {2, 7, 4, 6}, new double[2 * 7 * 24]));
        try (OnnxSession session = OnnxSession.open(model.file(), 1)) {
            Samples samples = Samples.of(session.inputs(), Map.of("x", array), Optional.empty());
            assertEquals(OptionalLong.of(7 * 24 * 16), Costs.of(model, samples).macs());
        }
    }

    /** Sizes that the model works out of its input's are worked out: scores of 5 x 5 pairs of 8 numbers, and back. */
    @Test
    void whatTheModelWorksOutOfItsSizesIsKnown() throws IOException {
        OnnxModel model = written(
                "a.onnx",
                new ModelBuilder(1)
                        .input("x", "N", "L", 2, 4)
                        .output("y", "N", "L", 8)
                        .integers("two", 0, 1)
                        .integers("rest", -1)
                        .node("Shape", "s", List.of("x"), "all")
                        .node("Gather", "g", List.of("all", "two"), "first", attribute("axis", 0))
                        .node("Concat", "c", List.of("first", "rest"), "to", attribute("axis", 0))
                        .node("Reshape", "r", List.of("x", "to"), "q")
                        .node("Transpose", "t", List.of("q"), "k", attribute("perm", 0, 2, 1))
                        .node("MatMul", "scores", List.of("q", "k"), "p")
                        .node("MatMul", "back", List.of("p", "q"), "y")
                        .build(8, 17));
        Costs bound = Costs.of(model, new Bindings(Map.of("L", 5), Map.of()));
        assertEquals(OptionalLong.of(2 * 5 * 5 * 8), bound.macs());
    }

    /** Of an open picture a position counts: 3 x 3 windows of 2 channels into 5; bound to 9 x 9, 7 x 7 of them. */
    @Test
    void convolutionsOverOpenPicturesAreCounted() throws IOException {
        OnnxModel model = written(
                "a.onnx",
                new ModelBuilder(1)
                        .input("x", "N", 2, "H", "W")
                        .output("y", "N", 5, "h", "w")
                        .weights("w", 5, 2, 3, 3)
                        .node("Conv", "c", List.of("x", "w"), "y")
                        .build(8, 17));
        Costs position = Costs.of(model);
        assertEquals(OptionalLong.of(5 * 2 * 9), position.macs());
        assertEquals(List.of("H", "W"), position.open());
        Bindings bindings = new Bindings(Map.of("H", 9, "W", 9), Map.of());
        assertEquals(
                OptionalLong.of(7 * 7 * 5 * 2 * 9), Costs.of(model, bindings).macs());
    }

    @Test
    void contractionsAreCountedAndUnknownProductsAreNot() throws IOException {
        OnnxModel einsum = written(
                "a.onnx",
                new ModelBuilder(1)
                        .input("x", "N", 5, 6)
                        .output("y", "N", 5, 2, 4)
                        .weights("w", 6, 2, 4)
                        .node("Einsum", "e", List.of("x", "w"), "y", attribute("equation", "...i,ihd->...hd"))
                        .build(8, 17));
        assertEquals(OptionalLong.of(5 * 6 * 8), Costs.of(einsum).macs());
        ModelProto.Builder attention = new ModelBuilder(1)
                        .input("x", "N", 5, 8)
                        .output("y", "N", 5, 8)
                        .weights("w", 8, 24)
                        .weights("b", 24)
                        .node("Attention", "a", List.of("x", "w", "b"), "y", attribute("num_heads", 2))
                        .build(8, 17)
                        .toBuilder()
                        .addOpsetImport(OperatorSetIdProto.newBuilder()
                                .setDomain("com.microsoft")
                                .setVersion(1));
        attention.getGraphBuilder().getNodeBuilder(0).setDomain("com.microsoft");
        assertEquals(
                OptionalLong.empty(),
                Costs.of(written("b.onnx", attention.build())).macs());
    }

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
        OnnxModel model = written(
                "scores.onnx",
                new ModelBuilder(1)
                        .input("x", "N", 2)
                        .output("y", "N", 2)
                        .node(operator, "o", List.of("x"), "y")
                        .build(10, 20));
        try (OnnxSession session = OnnxSession.open(model.file(), 1)) {
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

    private static Difference difference(OnnxModel before, OnnxModel after) {
        return Difference.of(
                before,
                after,
                inputs -> new Drawn(32, Map.of(), new Seed(1)).samples(inputs),
                new Terms(Optional.empty(), 1, true, Stages.none()));
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
