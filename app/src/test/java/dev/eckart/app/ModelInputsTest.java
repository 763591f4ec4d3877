package dev.eckart.app;

import static dev.eckart.app.onnx.ModelBuilder.attribute;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eckart.app.InProcess.Outcome;
import dev.eckart.app.onnx.ModelBuilder;
import dev.eckart.app.onnx.array.NpzWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes into models that are not written for Eckart, from command line to result. */
class ModelInputsTest {
    @TempDir
    private Path directory;

    /** A fixed batch larger than the samples: all of them are compared, and two models that differ do. */
    @Test
    void aFixedBatchIsFilledUp() throws IOException {
        Path one = write("one.onnx", product(64, 1));
        Path other = write("other.onnx", product(64, 2));
        JsonNode drawn = InProcess.run("diff", one.toString(), other.toString(), "--json", "--samples", "3")
                .json();
        assertEquals(64, drawn.at("/outputs/samples").asInt());
        assertTrue(drawn.at("/outputs/relative").asDouble() > 0.1);
        JsonNode given = InProcess.run("diff", one.toString(), other.toString(), "--json", "--data", normal("x", 5, 24))
                .json();
        assertEquals(5, given.at("/outputs/samples").asInt());
        JsonNode open = InProcess.run(
                        "diff",
                        write("a.onnx", product("N", 1)).toString(),
                        write("b.onnx", product("N", 2)).toString(),
                        "--json",
                        "--data",
                        normal("x", 5, 24))
                .json();
        double expected = open.at("/outputs/relative").asDouble();
        // Both products round each of 24 terms in float32; only the batch differs.
        assertEquals(expected, given.at("/outputs/relative").asDouble(), 2 * 24 * 0x1p-24 * expected);
    }

    /** An array whose name is nearly that of the labels is not read, and a note says how it would be. */
    @Test
    void labelsWhoseNameIsNearlyRightAreToldOf() throws IOException {
        String data = NpzWriter.npz(
                        directory.resolve("data.npz"),
                        Map.of("x", NpzWriter.floats(new double[48], 2, 24), "label", NpzWriter.integers(0, 1)))
                .toString();
        String model = write("one.onnx", product("N", 1)).toString();
        Outcome outcome = InProcess.run("evaluate", model, "--data", data);
        assertEquals(4, outcome.code(), outcome::err);
        assertTrue(
                outcome.err()
                        .contains("there are no labels: no array is called 'labels' (did you mean 'label'?);"
                                + " --labels names another"),
                outcome::err);
    }

    /** A Reshape asks for one sample; the axis says any number. */
    @Test
    void anAxisThatIsOpenInNameOnlyIsGivenOneAtATimeAndThatIsSaid() throws IOException {
        Path model = write(
                "one.onnx",
                new ModelBuilder(1)
                        .input("x", "N", 4, 6)
                        .output("y", "N", 10)
                        .integers("flat", 1, 24)
                        .weights("w", 24, 10)
                        .node("Reshape", "r", List.of("x", "flat"), "f")
                        .node("MatMul", "m", List.of("f", "w"), "y"));
        String data = normal("x", 40, 4, 6);
        Outcome outcome = InProcess.run("diff", model.toString(), model.toString(), "--json", "--data", data);
        assertEquals(40, outcome.json().at("/outputs/samples").asInt());
        assertTrue(outcome.err().contains("one at a time"), outcome::err);
        Outcome compressed = InProcess.run(
                "compress",
                model.toString(),
                "--ratio",
                "2",
                "-o",
                directory.resolve("c.onnx").toString(),
                "--data",
                data);
        assertEquals(0, compressed.code(), compressed::err);
        assertTrue(compressed.err().contains("one at a time"), compressed::err);
    }

    /** The rate scales what comes out, so a wrong one shows. */
    @Test
    void anInputThatIsNoSampleIsGivenSetOrDrawn() throws IOException {
        Path model = write(
                "scaled.onnx",
                new ModelBuilder(1)
                        .input("x", "N", 24)
                        .input("rate")
                        .output("y", "N", 16)
                        .weights("w", 24, 16)
                        .node("Mul", "u", List.of("x", "rate"), "h")
                        .node("MatMul", "m", List.of("h", "w"), "y"));
        String data = normal("x", 20, 24);
        Outcome missing = InProcess.run("diff", model.toString(), model.toString(), "--data", data);
        assertEquals(4, missing.code());
        assertTrue(missing.err().contains("--set rate=VALUE"), missing::err);
        for (String[] set : new String[][] {{"--set", "rate=0.5", "--data", data}, {"--set", "rate=0.5"}, {}}) {
            String[] arguments = {
                "compress",
                model.toString(),
                "--ratio",
                "2",
                "--force",
                "-o",
                directory.resolve("c.onnx").toString()
            };
            Outcome outcome = InProcess.run(
                    Stream.of(arguments, set).flatMap(Arrays::stream).toArray(String[]::new));
            assertEquals(0, outcome.code(), outcome::err);
            assertTrue(!outcome.out().contains("not proved"), outcome::out);
        }
        Outcome unknown = InProcess.run("diff", model.toString(), model.toString(), "--set", "rat=1");
        assertEquals(2, unknown.code());
        assertTrue(unknown.err().contains("did you mean 'rate'?"), unknown::err);
    }

    /** An axis is as long as the values that are set, or as that of its name in the data; of two, neither can be told. */
    @Test
    void whatIsSetSizesAnOpenAxis() throws IOException {
        Path model = write("rated.onnx", rated("rates", new Object[] {"rates"}));
        String[] one = {"diff", model.toString(), model.toString(), "--json", "--set", "rate=0.5,0.25,0.25"};
        assertEquals(0, InProcess.run(one).json().at("/outputs/relative").asDouble());
        Path fixed = write("fixed.onnx", rated("three", new Object[] {3}));
        Outcome wrong = InProcess.run("diff", fixed.toString(), fixed.toString(), "--set", "rate=1,2");
        wrong.assertError(2, "is set to 2 values; give one for all, or 3");
        Path two = write("two.onnx", rated("two", new Object[] {"a", "b", "c"}));
        Outcome unclear = InProcess.run("diff", two.toString(), two.toString(), "--set", "rate=1,2");
        unclear.assertError(2, "more than one of its axes is open");
        Path masked = write(
                "masked.onnx",
                new ModelBuilder(1)
                        .input("x", "N", "length", 8)
                        .input("kept", "N", "length")
                        .output("y", "N", "length", 16)
                        .integers("last", 2)
                        .weights("w", 8, 16)
                        .node("Unsqueeze", "u", List.of("kept", "last"), "k")
                        .node("Mul", "m", List.of("x", "k"), "h")
                        .node("Expand", "e", List.of("k", "size"), "wide")
                        .integers("size", 1, 5, 1)
                        .node("Add", "a", List.of("h", "wide"), "b")
                        .node("MatMul", "p", List.of("b", "w"), "y"));
        JsonNode shared = InProcess.run(
                        "diff",
                        masked.toString(),
                        masked.toString(),
                        "--json",
                        "--set",
                        "kept=1",
                        "--data",
                        normal("x", 6, 5, 8))
                .json();
        assertEquals(6, shared.at("/outputs/samples").asInt());
        JsonNode set = InProcess.run(
                        "diff",
                        masked.toString(),
                        masked.toString(),
                        "--json",
                        "--set",
                        "kept=1,1,0,0,1",
                        "--dim",
                        "length=5")
                .json();
        assertEquals(64, set.at("/outputs/samples").asInt());
    }

    /** The product with the sum of rates. */
    private static ModelBuilder rated(String name, Object[] sizes) {
        return new ModelBuilder(1)
                .input("x", "N", 24)
                .input("rate", sizes)
                .output("y", "N", 16)
                .weights("w", 24, 16)
                .node("ReduceSum", name, List.of("rate"), "r", attribute("keepdims", 0))
                .node("Mul", "u", List.of("x", "r"), "h")
                .node("MatMul", "m", List.of("h", "w"), "y");
    }

    /** A length of 12 is needed inside, which the samples have. */
    @Test
    void whatIsDrawnBesideSamplesHasTheirSizes() throws IOException {
        JsonNode report = InProcess.run(
                        "compress",
                        write("twelve.onnx", ofLength(12)).toString(),
                        "--ratio",
                        "2",
                        "--json",
                        "-o",
                        directory.resolve("c.onnx").toString(),
                        "--data",
                        normal("x", 20, 12, 8))
                .json();
        assertEquals(16, report.at("/drawnOutputs/samples").asInt(), report::toString);
    }

    @Test
    void aTimeMajorNetworkIsCompressedByItsSamples() throws IOException {
        Path model = write(
                "gru.onnx",
                new ModelBuilder(1)
                        .input("x", "L", "N", 24)
                        .output("y", "L", "N", 10)
                        .weights("w", 24, 10)
                        .node("MatMul", "m", List.of("x", "w"), "y"));
        JsonNode report = InProcess.run(
                        "compress",
                        model.toString(),
                        "--ratio",
                        "2",
                        "--json",
                        "-o",
                        directory.resolve("c.onnx").toString(),
                        "--data",
                        normal("x", 7, 30, 24))
                .json();
        assertEquals("30 samples of x.npz", report.get("calibration").asText());
        Outcome wrong = InProcess.run("diff", model.toString(), model.toString(), "--batch-axis", "5");
        assertEquals(2, wrong.code());
        assertTrue(wrong.err().contains("--batch-axis"), wrong::err);
    }

    /** A length of 12 is needed inside: it is found, and said; one of 100 is not, and told how to be set. */
    @Test
    void openAxesOfDrawnInputsHaveASizeThatTheModelRunsWith() throws IOException {
        Path two = write("two.onnx", ofLength(12));
        String out = directory.resolve("smaller.onnx").toString();
        Outcome found = InProcess.run("compress", two.toString(), "-o", out, "--ratio", "2", "--no-timing", "--json");
        assertTrue(found.err().contains("have size 12"), found::err);
        assertTrue(!found.out().contains("does not run here"), found::out);
        Path three = write("three.onnx", ofLength(100));
        Outcome not = InProcess.run(
                "compress", three.toString(), "-o", out, "--force", "--ratio", "2", "--no-timing", "--json");
        assertTrue(not.out().contains("does not run here"), not::out);
        assertTrue(not.err().contains("'x' [N, length, 8] axis 1") && not.err().contains("--dim"), not::err);
        Outcome set = InProcess.run(
                "compress",
                three.toString(),
                "-o",
                out,
                "--force",
                "--ratio",
                "2",
                "--no-timing",
                "--json",
                "--dim",
                "length=100");
        assertTrue(!set.out().contains("does not run here"), set::out);
    }

    private static ModelBuilder ofLength(int length) {
        return new ModelBuilder(1)
                .input("x", "N", "length", 8)
                .output("y", "N", 24)
                .integers("flat", 0, 8L * length)
                .weights("w", 8L * length, 24)
                .node("Reshape", "r", List.of("x", "flat"), "f")
                .node("MatMul", "m", List.of("f", "w"), "y");
    }

    private static ModelBuilder product(Object batch, long seed) {
        return new ModelBuilder(seed)
                .input("x", batch, 24)
                .output("y", batch, 10)
                .weights("w", 24, 10)
                .node("Gemm", "g", List.of("x", "w"), "y", attribute("transB", 0));
    }

    private String normal(String name, long... dims) {
        SplittableRandom random = new SplittableRandom(7);
        int count = 1;
        for (long dim : dims) {
            count *= (int) dim;
        }
        double[] numbers = random.doubles(count, -1, 1).toArray();
        return NpzWriter.npz(directory.resolve(name + ".npz"), Map.of(name, NpzWriter.floats(numbers, dims)))
                .toString();
    }

    private Path write(String name, ModelBuilder builder) throws IOException {
        return Files.write(directory.resolve(name), builder.build(10, 20).toByteArray());
    }
}
