package dev.eckart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eckart.app.InProcess.Outcome;
import dev.eckart.app.onnx.ModelBuilder;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.proto.StringStringEntryProto;
import dev.eckart.app.onnx.tensor.DataType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code eckart compress} to a size of the file, and in 8 bits. */
class CompressBytesTest {
    @TempDir
    Path directory;

    private CompressCase files() {
        return new CompressCase(directory);
    }

    private Outcome compress(String... options) {
        return files().compress(options);
    }

    /** Wide enough that nodes are little beside weights. */
    private static ModelProto wide() {
        return new ModelBuilder(2)
                .input("input", "N", 24)
                .output("output", "N", 10)
                .weights("w", 24, 200)
                .weights("v", 200, 300)
                .weights("u", 300, 10)
                .node("MatMul", "first", List.of("input", "w"), "h")
                .node("Relu", "relu", List.of("h"), "a")
                .node("MatMul", "second", List.of("a", "v"), "b")
                .node("MatMul", "third", List.of("b", "u"), "output")
                .build(8, 17);
    }

    @Test
    void eightBitsAreToldInTheTableTheSummaryAndTheVerdict() throws IOException {
        files().write(wide());
        JsonNode report = compress("--int8", "--ratio", "1", "--json").json();
        for (JsonNode layer : report.get("layers")) {
            assertEquals("dense, 8 bits", layer.get("form").asText());
            assertTrue(layer.at("/stored/inBytes").asBoolean());
            assertTrue(
                    layer.at("/stored/after").asInt()
                            < 0.3 * layer.at("/stored/before").asInt(),
                    layer::toString);
        }
        String verdict = report.get("verdict").asText();
        assertTrue(verdict.startsWith("not larger"), verdict);
        assertTrue(verdict.endsWith("; 3 of 3 layers are in 8 bits"), verdict);
        String text = compress("--int8", "--ratio", "1", "--force").out();
        assertTrue(text.contains("bytes (3 of 3 in 8 bits)"), text);
        String plain = compress("--ratio", "2", "--force").out();
        assertFalse(plain.contains("8 bits"), plain);
    }

    @Test
    void theFileIsNoLargerThanWasAsked() throws IOException {
        files().write(wide());
        long file = Files.size(files().model());
        String samples = files().writeSamples(60);
        JsonNode report =
                compress("--bytes", "0.4x", "--calibration", samples, "--json").json();
        assertTrue(Files.size(files().smaller()) <= 0.4 * file);
        assertEquals(
                Files.size(files().smaller()), report.at("/after/costs/bytes").asLong());
        assertFalse(report.at("/layers/1/stored/inBytes").asBoolean(true), "products are of bytes only on request");
        compress("--bytes", "0.2x", "--int8", "--calibration", samples, "--force");
        assertTrue(Files.size(files().smaller()) <= 0.2 * file);
        compress("--bytes", "1kB", "--force").assertError(3, "the smallest that it can have is");
    }

    /** A table that is most of the model, which 8 bits would make a quarter. */
    private static ModelProto withTable() {
        return new ModelBuilder(4)
                .input("input", DataType.INT64, "N")
                .output("output", "N", 10)
                .weights("table", 400, 40)
                .weights("w", 40, 10)
                .node("Gather", "rows", List.of("table", "input"), "h")
                .node("Relu", "relu", List.of("h"), "a")
                .node("MatMul", "product", List.of("a", "w"), "output")
                .build(8, 17);
    }

    @Test
    void withoutEightBitsAFileIsMadeSmallerOfNumbersAlone() throws IOException {
        files().write(withTable());
        long file = Files.size(files().model());
        JsonNode tables = compress("--bytes", "0.5x", "--json").json();
        assertTrue(tables.at("/layers/0/stored/inBytes").asBoolean());
        JsonNode numbers =
                compress("--bytes", "0.5x", "--no-int8", "--json", "--force").json();
        assertTrue(Files.size(files().smaller()) <= 0.5 * file);
        for (JsonNode layer : numbers.get("layers")) {
            assertFalse(layer.at("/stored/inBytes").asBoolean(true), layer::toString);
        }
    }

    @Test
    void aPresetIsASizeInEightBitsAndATrainingUnlessMoreIsSaid() throws IOException {
        files().write(wide());
        long file = Files.size(files().model());
        String samples = files().writeSamples(60);
        JsonNode tiny =
                compress("--preset", "tiny", "--data", samples, "--json").json();
        assertTrue(Files.size(files().smaller()) <= 0.125 * file);
        assertEquals(4, tiny.at("/training/epochs").size());
        assertEquals(1e-3, tiny.at("/training/plan/learningRate").asDouble());
        assertEquals(64, tiny.at("/training/plan/batch").asInt());
        assertTrue(tiny.findValues("inBytes").stream().anyMatch(JsonNode::asBoolean), tiny::toString);
        JsonNode other = compress(
                        "--preset",
                        "fast",
                        "--bytes",
                        "0.3x",
                        "--fine-tune-epochs",
                        "0",
                        "--data",
                        samples,
                        "--json",
                        "--force")
                .json();
        assertTrue(other.at("/training").isNull());
        assertTrue(Files.size(files().smaller()) > 0.2 * file);
        assertTrue(Files.size(files().smaller()) <= 0.3 * file);
        compress("--preset", "fats", "--data", samples, "--force").assertError(2, "did you mean 'fast'?");
        compress("--preset", "tiny", "--force").assertError(2, "there is nothing to learn from");
    }

    /** What exporters say of a node can be longer than its weights: it is not said of all operators that 8 bits take. */
    @Test
    void eightBitsDoNotRepeatWhatNodesSayOfThemselves() throws IOException {
        ModelProto.Builder model = new ModelBuilder(3)
                        .input("input", "N", 24)
                        .output("output", "N", 24)
                        .weights("w", 24, 32)
                        .weights("v", 32, 32)
                        .weights("u", 32, 24)
                        .node("MatMul", "first", List.of("input", "w"), "h")
                        .node("MatMul", "second", List.of("h", "v"), "b")
                        .node("MatMul", "third", List.of("b", "u"), "output")
                        .build(10, 20)
                        .toBuilder();
        model.getGraphBuilder()
                .getNodeBuilderList()
                .forEach(node -> node.addMetadataProps(
                        StringStringEntryProto.newBuilder().setKey("trace").setValue("frame ".repeat(120))));
        files().write(model.build());
        long file = Files.size(files().model());
        compress("--bytes", "0.6x", "--int8", "--json").json();
        assertTrue(Files.size(files().smaller()) <= 0.6 * file);
    }
}
