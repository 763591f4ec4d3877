package dev.eckart.app;

import static dev.eckart.app.onnx.ModelBuilder.attribute;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import dev.eckart.app.InProcess.Outcome;
import dev.eckart.app.onnx.ModelBuilder;
import dev.eckart.app.onnx.array.NpzWriter;
import dev.eckart.app.onnx.array.SampleArray;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.proto.OperatorSetIdProto;
import dev.eckart.app.onnx.proto.TensorProto;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.app.onnx.runtime.Output;
import dev.eckart.app.onnx.runtime.Values;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.tensor.ExternalData;
import dev.eckart.spi.Seed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classifiers as scikit-learn's exporter writes them, whose classes have names. */
class ClassifierTest {
    private static final int SAMPLES = 40;
    private static final int TEXT = 8;

    @TempDir
    private Path directory;

    /** Two classes are ever decided on; the label of the last sample is the third, which the model knows too. */
    @Test
    void classesThatAreTextsAreFoundByTheirNames() throws IOException {
        ModelProto model = texts("dog", "cat", "böck");
        List<String> labels = decided(model);
        labels.set(SAMPLES - 1, "böck");
        Path file = write("texts.onnx", model);
        for (byte[] array : List.of(unicode(labels), bytes(labels))) {
            String data = data(array).toString();
            JsonNode report =
                    run("evaluate", file.toString(), "--data", data, "--json").json();
            assertEquals((SAMPLES - 1.0) / SAMPLES, report.get("accuracy").asDouble());
            assertEquals("[\"dog\",\"cat\",\"böck\"]", report.get("classes").toString());
            assertTrue(
                    report.at("/confusion/2/0").asInt()
                                    + report.at("/confusion/2/1").asInt()
                            == 1,
                    report::toString);
            Outcome text = run("evaluate", file.toString(), "--data", data);
            assertTrue(text.out().contains("Classes: 0 dog, 1 cat, 2 böck"), text::out);
        }
    }

    /** The search goes by accuracy, and so do the proof and a comparison. */
    @Test
    void aModelWithNamedClassesIsCompressedByItsAccuracy() throws IOException {
        ModelProto model = texts("dog", "cat", "böck");
        Path file = write("texts.onnx", model);
        String data = data(unicode(decided(model))).toString();
        String smaller = directory.resolve("smaller.onnx").toString();
        String[] goal = {
            "compress",
            file.toString(),
            "-o",
            smaller,
            "--max-loss",
            "50 points",
            "--data",
            data,
            "--no-timing",
            "--json"
        };
        JsonNode report = run(goal).json();
        assertEquals(1, report.at("/outputs/accuracyBefore").asDouble(), report::toString);
        JsonNode difference =
                run("diff", file.toString(), smaller, "--data", data, "--json").json();
        assertEquals(
                report.at("/outputs/accuracyAfter").asDouble(),
                difference.at("/outputs/accuracyAfter").asDouble());
        assertEquals(1, difference.at("/outputs/accuracyBefore").asDouble(), difference::toString);
    }

    @Test
    void classesThatAreNumbersNeedNotCountFromZero() throws IOException {
        ModelProto model = numbers(3, 9, -7);
        List<String> decided = decided(model);
        long[] labels = decided.stream().mapToLong(Long::parseLong).toArray();
        labels[SAMPLES - 1] = -7;
        JsonNode report = run(
                        "evaluate",
                        write("numbers.onnx", model).toString(),
                        "--data",
                        data(NpzWriter.integers(labels)).toString(),
                        "--json")
                .json();
        assertEquals((SAMPLES - 1.0) / SAMPLES, report.get("accuracy").asDouble());
        assertEquals("[\"3\",\"9\",\"-7\"]", report.get("classes").toString());
    }

    @Test
    void aLabelThatIsNoClassIsNamedWithTheClasses() throws IOException {
        ModelProto model = texts("dog", "cat", "böck");
        List<String> labels = decided(model);
        labels.set(5, "cow");
        Path file = write("texts.onnx", model);
        String data = data(unicode(labels)).toString();
        run("evaluate", file.toString(), "--data", data).assertError(4, "'cow' of sample 5", "'dog', 'cat', 'böck'");
        String smaller = directory.resolve("smaller.onnx").toString();
        run("compress", file.toString(), "-o", smaller, "--max-loss", "1 points", "--data", data)
                .assertError(2, "--max-loss", "'cow' of sample 5", "possible here: relative");
        Outcome difference = run("diff", file.toString(), file.toString(), "--data", data);
        assertEquals(0, difference.code(), difference::err);
        assertTrue(difference.out().contains("'cow' of sample 5"), difference::out);
    }

    /** Nothing but scores comes out, and nothing in the file says what they are of. */
    @Test
    void textsAreNoLabelsOfAModelThatNamesNoClass() throws IOException {
        ModelProto model = new ModelBuilder(1)
                .input("X", "N", 8)
                .output("scores", "N", 3)
                .weights("w", 8, 3)
                .node("MatMul", "m", List.of("X", "w"), "scores")
                .build(10, 20);
        String data = data(unicode(Collections.nCopies(SAMPLES, "dog"))).toString();
        run("evaluate", write("plain.onnx", model).toString(), "--data", data)
                .assertError(4, "labels are texts", "names no classes");
    }

    private static ModelProto texts(String... classes) {
        TensorProto.Builder names = TensorProto.newBuilder()
                .setName("classes")
                .setDataType(TEXT)
                .addDims(1)
                .addDims(classes.length);
        for (String name : classes) {
            names.addStringData(ByteString.copyFromUtf8(name));
        }
        return classifier(new ModelBuilder(7).tensor(names.build()), classes.length, TEXT);
    }

    private static ModelProto numbers(long... classes) {
        return classifier(new ModelBuilder(7).integers("classes", classes), classes.length, DataType.INT64.code());
    }

    /** A network of two layers whose last class is never the likeliest. */
    private static ModelProto classifier(ModelBuilder builder, int classes, int type) {
        double[] bias = new double[classes];
        bias[classes - 1] = -100;
        ModelProto.Builder model = builder
                .input("X", "N", 8)
                .output("label", "N")
                .output("probabilities", "N", classes)
                .weights("w", 8, 32)
                .weights("v", 32, classes)
                .tensor("b", DataType.FLOAT, bias, classes)
                .integers("flat", -1)
                .node("MatMul", "first", List.of("X", "w"), "h")
                .node("Relu", "relu", List.of("h"), "a")
                .node("MatMul", "second", List.of("a", "v"), "s")
                .node("Add", "add", List.of("s", "b"), "t")
                .node("Softmax", "softmax", List.of("t"), "probabilities", attribute("axis", 1))
                .node("ArgMax", "best", List.of("probabilities"), "k", attribute("axis", 1))
                .node("ArrayFeatureExtractor", "named", List.of("classes", "k"), "n")
                .node("Reshape", "flat", List.of("n", "flat"), "label")
                .build(9, 15)
                .toBuilder();
        model.addOpsetImport(
                OperatorSetIdProto.newBuilder().setDomain("ai.onnx.ml").setVersion(3));
        for (NodeProto.Builder node : model.getGraphBuilder().getNodeBuilderList()) {
            if (node.getOpType().equals("ArrayFeatureExtractor")) {
                node.setDomain("ai.onnx.ml");
            }
        }
        model.getGraphBuilder()
                .getOutputBuilder(0)
                .getTypeBuilder()
                .getTensorTypeBuilder()
                .setElemType(type);
        return model.build();
    }

    private static SampleArray inputs() {
        return SampleArray.of(new Values(new long[] {SAMPLES, 8}, normal()));
    }

    private static double[] normal() {
        SplittableRandom random = new Seed(5).random();
        return random.doubles(8 * SAMPLES)
                .map(ignored -> (float) random.nextGaussian())
                .toArray();
    }

    /** What the model itself says. */
    private List<String> decided(ModelProto model) {
        try (OnnxSession session = OnnxSession.open(model, new ExternalData(directory), 1)) {
            Output label = session.answer(Map.of("X", inputs().whole()), Set.of("label"))
                    .get("label");
            if (label instanceof Output.Words words) {
                return new ArrayList<>(words.words());
            }
            List<String> numbers = new ArrayList<>();
            for (double number : ((Output.Numbers) label).values().numbers()) {
                numbers.add(String.valueOf((long) number));
            }
            return numbers;
        }
    }

    private static byte[] unicode(List<String> labels) {
        int length = labels.stream().mapToInt(String::length).max().orElseThrow();
        ByteBuffer data = ByteBuffer.allocate(4 * length * labels.size()).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < labels.size(); i++) {
            data.position(4 * length * i);
            labels.get(i).codePoints().forEach(data::putInt);
        }
        return NpzWriter.npy(1, "<U" + length, false, "(" + labels.size() + ",)", data.array());
    }

    private static byte[] bytes(List<String> labels) {
        List<byte[]> all = labels.stream()
                .map(label -> label.getBytes(StandardCharsets.UTF_8))
                .toList();
        int length = all.stream().mapToInt(label -> label.length).max().orElseThrow();
        ByteBuffer data = ByteBuffer.allocate(length * labels.size());
        for (int i = 0; i < labels.size(); i++) {
            data.position(length * i).put(all.get(i));
        }
        return NpzWriter.npy(1, "|S" + length, false, "(" + labels.size() + ",)", data.array());
    }

    private Path data(byte[] labels) {
        return NpzWriter.npz(
                directory.resolve("data.npz"), Map.of("X", NpzWriter.floats(normal(), SAMPLES, 8), "labels", labels));
    }

    private Path write(String name, ModelProto model) throws IOException {
        return Files.write(directory.resolve(name), model.toByteArray());
    }

    private static Outcome run(String... arguments) {
        return InProcess.run(arguments);
    }
}
