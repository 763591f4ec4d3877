package dev.eckart.app;

import static dev.eckart.app.onnx.ModelBuilder.attribute;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eckart.app.InProcess.Outcome;
import dev.eckart.app.data.Dataset;
import dev.eckart.app.data.IdxWriter;
import dev.eckart.app.data.digits.SyntheticDigits;
import dev.eckart.app.onnx.ExportedModels;
import dev.eckart.app.onnx.ModelBuilder;
import dev.eckart.app.onnx.array.NpzWriter;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.spi.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code eckart evaluate} and {@code eckart diff} from command line to result. */
class EvaluateAndDiffTest {
    private static final Dataset DIGITS = SyntheticDigits.dataset(new Seed(3), 20, 150);

    @TempDir
    private static Path data;

    @TempDir
    private Path directory;

    @BeforeAll
    static void data() {
        IdxWriter.write(data, DIGITS);
    }

    /** A model that always says class 1, one picture at a time, is right as often as 1 is the label. */
    @Test
    void aModelIsMeasuredOnTheTestPicturesOfADataSet() throws IOException {
        Path model = write(
                "constant.onnx",
                new ModelBuilder(1)
                        .input("x", 1, 1, 28, 28)
                        .output("y", 1, 10)
                        .integers("flat", 1, 784)
                        .tensor("w", DataType.FLOAT, new double[7840], 784, 10)
                        .tensor("b", DataType.FLOAT, new double[] {0, 2, 0, 0, 0, 0, 0, 0, 0, 0}, 10)
                        .node("Reshape", "r", List.of("x", "flat"), "f")
                        .node("Gemm", "g", List.of("f", "w", "b"), "y"));
        JsonNode report = run("evaluate", model.toString(), "--data", data.toString(), "--json", "--offline")
                .json();
        assertEquals(1, report.get("schema").asInt());
        int ones = 0;
        for (int i = 0; i < DIGITS.test().count(); i++) {
            ones += DIGITS.test().label(i) == 1 ? 1 : 0;
        }
        assertTrue(ones > 0);
        assertEquals(150, report.get("samples").asInt());
        assertEquals(ones / 150.0, report.get("accuracy").asDouble());
        assertEquals(ones, report.at("/confusion/1/1").asInt());
        // Nine logits of 0 and one of 2, exact in float32: the mean of log(9 + e^2) - logit of the label.
        double loss = Math.log(9 + Math.exp(2)) - 2 * ones / 150.0;
        assertEquals(loss, report.get("loss").asDouble(), 4 * 150 * 0x1p-53 * loss);
        assertEquals(7850, report.at("/costs/parameters").asInt());
        assertEquals(7840, report.at("/costs/macs").asInt());
        assertTrue(report.at("/latency/0/microseconds").asDouble() > 0);
        Outcome text = run("evaluate", model.toString(), "--data", data.toString(), "--offline", "--samples", "20");
        assertTrue(text.out().contains("20 samples of"), text::out);
    }

    @Test
    void aModelIsMeasuredOnArraysWithLabels() throws IOException {
        Path model = gemm("a.onnx", 2);
        Path arrays = NpzWriter.npz(
                directory.resolve("samples.npz"),
                Map.of(
                        "x",
                        NpzWriter.floats(new double[] {3, 1, 0, 2, 5, 4}, 3, 2),
                        "classes",
                        NpzWriter.integers(0, 1, 1)));
        JsonNode report = run(
                        "evaluate",
                        model.toString(),
                        "--data",
                        arrays.toString(),
                        "--labels",
                        "classes",
                        "--json",
                        "-q")
                .json();
        assertEquals(2.0 / 3, report.get("accuracy").asDouble());
        assertEquals("samples.npz", report.get("data").asText());
        failsWith(4, "classes", "evaluate", model.toString(), "--data", arrays.toString(), "--labels", "y");
        failsWith(
                4,
                "did you mean 'classes'?",
                "evaluate",
                model.toString(),
                "--data",
                arrays.toString(),
                "--labels",
                "clases");
        failsWith(
                4,
                "no labels",
                "evaluate",
                model.toString(),
                "--data",
                unlabelled().toString());
        failsWith(2, "--data", "evaluate", model.toString());
        failsWith(4, "no such file", "evaluate", model.toString(), "--data", "none.npz");
        failsWith(4, "no such file", "evaluate", "none.onnx", "--data", arrays.toString());
        failsWith(2, "MEAN,STD", "evaluate", model.toString(), "--data", "mnist", "--scale", "grey");
        failsWith(2, "--samples", "evaluate", model.toString(), "--data", arrays.toString(), "--samples", "0");
        failsWith(4, "not an ONNX model", "evaluate", arrays.toString(), "--data", arrays.toString());
        failsWith(4, "do not fit", "evaluate", model.toString(), "--data", data.toString(), "--offline");
    }

    /** The identity on two numbers, or half of it. */
    private Path gemm(String name, double diagonal) throws IOException {
        return write(
                name,
                new ModelBuilder(1)
                        .input("x", "N", 2)
                        .output("y", "N", 2)
                        .tensor("w", DataType.FLOAT, new double[] {diagonal, 0, 0, diagonal}, 2, 2)
                        .node("Gemm", "g", List.of("x", "w"), "y", attribute("transB", 1)));
    }

    private Path unlabelled() {
        return NpzWriter.npz(
                directory.resolve("unlabelled.npz"), Map.of("x", NpzWriter.floats(new double[] {3, 4}, 1, 2)));
    }

    @Test
    void twoModelsAreComparedOnWhatIsGivenAndOnRandomInputs() throws IOException {
        Path one = gemm("one.onnx", 2);
        Path half = gemm("half.onnx", 1);
        JsonNode given = run(
                        "diff",
                        one.toString(),
                        half.toString(),
                        "--calibration",
                        unlabelled().toString(),
                        "--json")
                .json();
        assertEquals(1, given.at("/outputs/samples").asInt());
        assertEquals(0.5, given.at("/outputs/relative").asDouble());
        assertEquals(4, given.at("/outputs/largest").asDouble());
        assertEquals(1, given.at("/outputs/agreement").asDouble());
        assertEquals(4, given.at("/after/costs/macs").asInt());
        JsonNode random = run("diff", one.toString(), half.toString(), "--json", "--seed", "3")
                .json();
        assertEquals(64, random.at("/outputs/samples").asInt());
        assertEquals(0.5, random.at("/outputs/relative").asDouble());
        assertEquals(
                random.get("outputs"),
                run("diff", one.toString(), half.toString(), "--json", "--seed", "3")
                        .json()
                        .get("outputs"));
        Outcome text = run("diff", one.toString(), half.toString());
        assertTrue(text.out().contains("Verdict: "), text::out);
        failsWith(
                4,
                "cannot be compared",
                "diff",
                one.toString(),
                write("mlp.onnx", ExportedModels.gemmMlp()).toString());
        failsWith(2, "B.onnx", "diff", one.toString());
    }

    /** A model with two open axes, of which the length is told. */
    @Test
    void openAxesOfRandomInputsAreAsLongAsIsSaid() throws IOException {
        Path model = write("transformer.onnx", ExportedModels.transformer());
        Stream<String> symbols =
                ExportedModels.transformer()
                        .getGraph()
                        .getInput(0)
                        .getType()
                        .getTensorType()
                        .getShape()
                        .getDimList()
                        .stream()
                        .map(dim -> dim.getDimParam());
        String length =
                symbols.filter(name -> !name.isEmpty()).skip(1).findFirst().orElse("none");
        Outcome outcome = run("diff", model.toString(), model.toString(), "--dim", length + "=7", "--json");
        assertEquals(0, outcome.json().at("/outputs/largest").asDouble());
    }

    private static void failsWith(int code, String words, String... arguments) {
        Outcome outcome = run(arguments);
        outcome.assertError(code, words);
        assertEquals("", outcome.out());
    }

    private static Outcome run(String... arguments) {
        return InProcess.run(arguments);
    }

    private Path write(String name, ModelBuilder builder) throws IOException {
        return write(name, builder.build(10, 20));
    }

    private Path write(String name, ModelProto model) throws IOException {
        return Files.write(directory.resolve(name), model.toByteArray());
    }
}
