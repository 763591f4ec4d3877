package dev.eckart.app.onnx.measure;

import static dev.eckart.app.onnx.ModelBuilder.attribute;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.eckart.app.onnx.ExportedModels;
import dev.eckart.app.onnx.ModelBuilder;
import dev.eckart.app.onnx.array.SampleArray;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.model.Bindings;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.proto.OperatorSetIdProto;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.app.onnx.runtime.Port;
import dev.eckart.app.onnx.runtime.Values;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CostsTest {
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
        try (OnnxSession session = OnnxSession.open(model, 1)) {
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
        SampleArray array = SampleArray.of(new Values(new long[] {3, 1, 2, 4}, new double[3 * 8]));
        try (OnnxSession session = OnnxSession.open(model, 1)) {
            Costs one = Costs.of(model, Samples.of(session.inputs(), Map.of("x", array), Optional.empty()));
            assertEquals(OptionalLong.of(2 * 8), one.macs(), "samples of one position");
            assertEquals(List.of("L"), one.open());
        }
    }

    /** One sample along the second axis binds it: 7 steps of 6 into 16, behind sizes that the model works out. */
    @Test
    void samplesBindTheirAxisWhereverItIs() throws IOException {
        OnnxModel model = written(
                "a.onnx",
                new ModelBuilder(1)
                        .input("x", 7, "N", 2, 3)
                        .output("y", 7, "N", 16)
                        .integers("two", 0, 1)
                        .integers("rest", -1)
                        .weights("w", 6, 16)
                        .node("Shape", "s", List.of("x"), "all")
                        .node("Gather", "g", List.of("all", "two"), "first", attribute("axis", 0))
                        .node("Concat", "c", List.of("first", "rest"), "to", attribute("axis", 0))
                        .node("Reshape", "r", List.of("x", "to"), "h")
                        .node("MatMul", "m", List.of("h", "w"), "y")
                        .build(8, 17));
        SampleArray array = SampleArray.of(new Values(new long[] {5, 7, 2, 3}, new double[5 * 7 * 6]));
        try (OnnxSession session = OnnxSession.open(model, 1)) {
            Port steps = session.inputs().get(0).along(OptionalInt.of(1));
            Samples samples = new Samples(
                    List.of(steps),
                    Map.of("x", array),
                    Map.of(),
                    Optional.empty(),
                    new int[] {0, 1, 2, 3, 4},
                    false,
                    Optional.empty(),
                    Optional.empty());
            Costs costs = Costs.of(model, samples);
            assertEquals(OptionalLong.of(7 * 6 * 16), costs.macs());
            assertEquals(List.of(), costs.open());
        }
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

    private OnnxModel written(String name, ModelProto proto) throws IOException {
        return OnnxModel.read(Files.write(directory.resolve(name), proto.toByteArray()));
    }
}
