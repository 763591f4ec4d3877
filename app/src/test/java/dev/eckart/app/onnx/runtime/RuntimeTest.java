package dev.eckart.app.onnx.runtime;

import static dev.eckart.app.onnx.ModelBuilder.attribute;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OrtSession;
import com.google.protobuf.UnknownFieldSet;
import dev.eckart.app.onnx.ExportedModels;
import dev.eckart.app.onnx.ModelBuilder;
import dev.eckart.app.onnx.data.RandomSamples;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.model.Shapes;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.proto.TypeProto;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.tensor.ExternalData;
import dev.eckart.app.onnx.tensor.OnnxException;
import dev.eckart.spi.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuntimeTest {
    @TempDir
    private Path directory;

    /** What the sizes are found to be is what a run gives, for every value of every model. */
    @ParameterizedTest
    @ValueSource(strings = {"gemm-mlp", "matmul-mlp", "residual-cnn", "transformer", "wrapped"})
    void sizesOfAllValuesAreThoseOfARun(String name) throws IOException {
        OnnxModel model = written(ExportedModels.all().get(name));
        Shapes shapes = ShapeInference.of(model);
        Set<String> values = new TreeSet<>();
        for (NodeProto node : model.proto().getGraph().getNodeList()) {
            values.addAll(node.getOutputList());
        }
        values.remove("");
        try (OnnxSession session = OnnxSession.open(model, 1);
                Taps taps = Taps.fused(model.proto(), model.externalData(), List.of(), values, 1)) {
            Samples samples = new RandomSamples(3, Map.of(), new Seed(1)).samples(session.inputs());
            Map<String, Values> run = new HashMap<>();
            try (Taps.Made made = taps.run(samples.batches(3).get(0).values(), Map.of())) {
                values.forEach(value -> run.put(value, made.numbers(value)));
            }
            for (String value : values) {
                List<Long> found =
                        shapes.of(value).orElseThrow(() -> new AssertionError(value + " has no known sizes"));
                long[] dims = run.get(value).dims();
                assertEquals(dims.length, found.size(), value);
                for (int axis = 0; axis < dims.length; axis++) {
                    assertTrue(found.get(axis) == -1 || found.get(axis) == dims[axis], value + found);
                }
            }
        }
    }

    @Test
    void largeWeightsNeedNotBeThereForTheSizes() throws IOException {
        OnnxModel model = written(new ModelBuilder(1)
                .input("x", "N", 100)
                .output("y", "N", 90)
                .weights("w", 90, 100)
                .node("Gemm", "g", List.of("x", "w"), "h", attribute("transB", 1))
                .node("Relu", "r", List.of("h"), "y")
                .build(10, 20));
        assertEquals(List.of(-1L, 90L), ShapeInference.of(model).of("h").orElseThrow());
    }

    @Test
    void inputsSayWhatTheyTakeAndOutputsAreKnownByName() throws IOException {
        OnnxModel model = written(ExportedModels.gemmMlp());
        try (OnnxSession session = OnnxSession.open(model, 1)) {
            assertEquals("[batch, 24]", session.inputs().get(0).text());
            assertEquals(DataType.FLOAT, session.inputs().get(0).type().orElseThrow());
            OnnxException e = assertThrows(OnnxException.class, () -> session.requireOutput("outptu"));
            assertTrue(e.getMessage().contains("did you mean 'output'?"), e::getMessage);
        }
    }

    /** Real types and whole ones go in and come out as the numbers they are. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "FLOAT", "DOUBLE", "FLOAT16", "INT64", "INT32", "INT8", "UINT8", "BOOL", "UINT16", "UINT32", "UINT64"
            })
    void everyTypeGoesThroughAModel(String name) {
        DataType type = DataType.valueOf(name);
        ModelProto float32 = new ModelBuilder(1)
                .input("x", "N", 2)
                .output("y", "N", 2)
                .node("Identity", "i", List.of("x"), "y")
                .build(10, 20);
        ModelProto.Builder typed = float32.toBuilder();
        typed.getGraphBuilder()
                .getInputBuilder(0)
                .getTypeBuilder()
                .getTensorTypeBuilder()
                .setElemType(type.code());
        typed.getGraphBuilder()
                .getOutputBuilder(0)
                .getTypeBuilder()
                .getTensorTypeBuilder()
                .setElemType(type.code());
        double[] numbers = {0, 1, 1, name.startsWith("U") ? Math.scalb(1.0, 8 * type.bytes() - 1) : 0};
        try (OnnxSession session = OnnxSession.open(typed.build(), new ExternalData(directory), 1)) {
            assertEquals(type, session.inputs().get(0).type().orElseThrow());
            Values given = new Values(new long[] {2, 2}, numbers);
            assertArrayEquals(
                    numbers,
                    session.run(Map.of("x", given), Set.of("y")).get("y").numbers());
        }
    }

    @Test
    void textsGoThroughAModel() {
        ModelProto.Builder model = new ModelBuilder(1)
                        .input("x", "N", 2)
                        .output("y", "N", 2)
                        .node("Identity", "i", List.of("x"), "y")
                        .build(10, 20)
                        .toBuilder();
        int string = 8;
        model.getGraphBuilder()
                .getInputBuilder(0)
                .getTypeBuilder()
                .getTensorTypeBuilder()
                .setElemType(string);
        model.getGraphBuilder()
                .getOutputBuilder(0)
                .getTypeBuilder()
                .getTensorTypeBuilder()
                .setElemType(string);
        try (OnnxSession session = OnnxSession.open(model.build(), new ExternalData(directory), 1)) {
            assertTrue(session.inputs().get(0).type().isEmpty());
            Values given = Values.of(new long[] {2, 2}, List.of("a", "", "b", "\u00e9"));
            Output.Words words = (Output.Words)
                    session.answer(Map.of("x", given), Set.of("y")).get("y");
            assertEquals(given.texts(), words.words());
        }
    }

    @Test
    void theSameInputGivesTheSameBits() throws IOException {
        OnnxModel model = written(ExportedModels.residualCnn());
        try (OnnxSession once = OnnxSession.open(model, 2);
                OnnxSession again = OnnxSession.open(model, 2)) {
            Map<String, Values> batch = batch(once, 5);
            Set<String> all = Set.copyOf(once.outputs());
            assertArrayEquals(
                    once.run(batch, all).get("scores").numbers(),
                    again.run(batch, all).get("scores").numbers());
        }
    }

    @Test
    void whatTheLibraryThrowsIsOneLine() throws IOException {
        OnnxModel model = written(ExportedModels.gemmMlp());
        try (OnnxSession session = OnnxSession.open(model, 1)) {
            Values wrong = new Values(new long[] {1, 23}, new double[23]);
            assertOneLine(
                    assertThrows(OnnxException.class, () -> session.run(Map.of("input", wrong), Set.of("output"))));
            assertOneLine(assertThrows(OnnxException.class, () -> session.run(Map.of(), Set.of("output"))));
        }
        OnnxModel gone = new OnnxModel(directory.resolve("gone.onnx"), model.proto());
        assertOneLine(assertThrows(OnnxException.class, () -> OnnxSession.open(gone, 1)));
    }

    /** A model that takes a sequence of tensors is refused, and what the library had opened is closed. */
    @Test
    void whatCannotBeGivenIsClosedAgain() throws IOException {
        ModelProto.Builder model = ExportedModels.gemmMlp().toBuilder();
        TypeProto tensor = model.getGraph().getInput(0).getType();
        UnknownFieldSet.Field element = UnknownFieldSet.Field.newBuilder()
                .addLengthDelimited(tensor.toByteString())
                .build();
        UnknownFieldSet.Field sequence = UnknownFieldSet.Field.newBuilder()
                .addLengthDelimited(UnknownFieldSet.newBuilder()
                        .addField(1, element)
                        .build()
                        .toByteString())
                .build();
        TypeProto several = TypeProto.newBuilder()
                .setUnknownFields(
                        UnknownFieldSet.newBuilder().addField(4, sequence).build())
                .build();
        model.getGraphBuilder().addInputBuilder().setName("several").setType(several);
        AtomicReference<OrtSession> opened = new AtomicReference<>();
        assertOneLine(assertThrows(
                OnnxException.class,
                () -> OnnxSession.open(
                        (environment, options) -> {
                            opened.set(environment.createSession(model.build().toByteArray(), options));
                            return opened.get();
                        },
                        1)));
        assertThrows(IllegalStateException.class, () -> opened.get().getNumInputs(), "it is still open");
    }

    /** Products of sizes that overflow a long, and sizes of nothing. */
    @Test
    void whatIsMoreThanAnArrayHoldsIsSaidInOneLine() {
        for (long[] dims : new long[][] {{1L << 31}, {1L << 40, 1L << 40}, {3, 1L << 62, 4}, {50_000, 50_000}}) {
            OnnxException refusal = assertThrows(OnnxException.class, () -> new Values(dims, new double[0]));
            assertOneLine(refusal);
            assertTrue(refusal.getMessage().contains("more numbers than can be worked on"), refusal::getMessage);
        }
        assertEquals(0, Values.count(1L << 40, 0, 1L << 40));
        assertEquals(1, Values.count());
        Values nothing = new Values(new long[] {0, 3}, new double[0]);
        assertEquals(0, nothing.slice(0, 0).numbers().length);
        assertArrayEquals(new long[] {3, 0}, nothing.moved(0, 1).dims());
    }

    private static void assertOneLine(OnnxException e) {
        assertEquals(1, e.getMessage().lines().count(), e::getMessage);
    }

    /** Ten times the work cannot take less time, measured in turn. */
    @Test
    void timesAreTakenInTurnAndTellWorkApart() {
        OnnxSession small = product(8);
        OnnxSession large = product(1024);
        try (small;
                large) {
            List<double[]> times = Latency.times(
                    List.of(new Latency.Task(small, batch(small, 16)), new Latency.Task(large, batch(large, 16))));
            assertEquals(times.get(0).length, times.get(1).length);
            assertTrue(Arrays.stream(times.get(0)).allMatch(time -> time > 0));
            assertTrue(median(times.get(0)) < median(times.get(1)));
        }
    }

    private static double median(double[] times) {
        return Arrays.stream(times).sorted().skip(times.length / 2).findFirst().orElseThrow();
    }

    private OnnxSession product(int width) {
        ModelProto model = new ModelBuilder(1)
                .input("x", "N", width)
                .output("y", "N", width)
                .weights("w", width, width)
                .node("MatMul", "m", List.of("x", "w"), "y")
                .build(10, 20);
        return OnnxSession.open(model, new ExternalData(directory), 1);
    }

    private static Map<String, Values> batch(OnnxSession session, int size) {
        return new RandomSamples(size, Map.of(), new Seed(1))
                .samples(session.inputs())
                .batches(size)
                .get(0)
                .values();
    }

    private OnnxModel written(ModelProto proto) throws IOException {
        Path file = directory.resolve("model.onnx");
        Files.write(file, proto.toByteArray());
        return OnnxModel.read(file);
    }
}
