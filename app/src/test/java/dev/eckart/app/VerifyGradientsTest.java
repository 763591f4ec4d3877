package dev.eckart.app;

import static dev.eckart.app.onnx.ModelBuilder.attribute;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eckart.app.InProcess.Outcome;
import dev.eckart.app.onnx.ExportedModels;
import dev.eckart.app.onnx.ModelBuilder;
import dev.eckart.app.onnx.array.NpzWriter;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.tensor.DataType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code eckart verify-gradients} from command line to result. */
class VerifyGradientsTest {
    @TempDir
    private Path directory;

    private Path write(String name, ModelProto model) throws IOException {
        return Files.write(directory.resolve(name), model.toByteArray());
    }

    @Test
    void gradientsOfEachWeightAreWhatDifferencesSay() throws IOException {
        Path model = write("mlp.onnx", ExportedModels.gemmMlp());
        String[] arguments = {"verify-gradients", model + "", "--json", "--seed", "4"};
        JsonNode report = InProcess.run(arguments).json();
        assertEquals("float64", report.get("precision").asText());
        assertEquals(0, report.get("frozen").size());
        assertTrue(report.get("tensors").size() > 1, report::toString);
        for (JsonNode tensor : report.get("tensors")) {
            assertTrue(tensor.get("agrees").asBoolean(), tensor::toString);
            // A bound that says something: a gradient that is wrong by a thousandth would be found.
            assertTrue(
                    tensor.get("bound").asDouble()
                            < 1e-3 * Math.abs(tensor.get("derivative").asDouble()),
                    tensor::toString);
        }
        assertEquals(report, InProcess.run(arguments).json());
        assertEquals(
                report,
                ApiCase.json(ApiCase.silently(
                        () -> ApiCase.plain().set("seed", "4").onnx().verifyGradients(model))));
    }

    @Test
    void wherePartsHaveNoKernelInFloat64ItIsFloat32AndSaid() throws IOException {
        Path model = write(
                "erf.onnx",
                new ModelBuilder(1)
                        .input("x", "N", 3)
                        .output("y", "N", 2)
                        .weights("w", 3, 2)
                        .node("MatMul", "product", List.of("x", "w"), "p")
                        .node("Erf", "bend", List.of("p"), "y")
                        .build(10, 18));
        Outcome outcome = InProcess.run("verify-gradients", model + "");
        assertEquals(0, outcome.code(), outcome::err);
        assertTrue(
                outcome.out().contains("In float32, as float64 fails: ONNX Runtime has no operator for it"),
                outcome::out);
        assertTrue(outcome.out().contains("1 of 1 gradients agree with differences in float32"), outcome::out);
    }

    /** Steps of a stair that is finer than any step of a difference: what is seen of it is a slope, but there is none. */
    @Test
    void aGradientThatDiffersIsNamedAndEndsWithThree() throws IOException {
        Path model = write(
                "stair.onnx",
                new ModelBuilder(1)
                        .input("x", "N", 3)
                        .output("y", "N", 3)
                        .tensor("w", DataType.FLOAT, new double[] {1, 2, -3}, 3)
                        .node("Constant", "steps", List.of(), "many", attribute("value_float", 0x1p40f))
                        .node("Mul", "scale", List.of("x", "w"), "s")
                        .node("Mul", "up", List.of("s", "many"), "u")
                        .node("Floor", "stair", List.of("u"), "f")
                        .node("Div", "down", List.of("f", "many"), "d")
                        .node("Add", "both", List.of("s", "d"), "y")
                        .build(10, 18));
        Outcome outcome = InProcess.run("verify-gradients", model + "");
        outcome.assertError(3, "the gradient of 'w' is not what differences say: ");
        assertTrue(outcome.out().contains("DIFFERS"), outcome::out);
    }

    /** At a kink the gradient is one of those on its two sides, and the difference is their mean. */
    @Test
    void whereTheGradientJumpsTheBoundIsAsWideAsTheJump() throws IOException {
        Path model = write(
                "kink.onnx",
                new ModelBuilder(1)
                        .input("x", "N", 3)
                        .output("y", "N", 3)
                        .tensor("w", DataType.FLOAT, new double[3], 3)
                        .node("Mul", "scale", List.of("x", "w"), "s")
                        .node("Relu", "bend", List.of("s"), "y")
                        .build(10, 18));
        Path data = NpzWriter.npz(
                directory.resolve("x.npz"), Map.of("x", NpzWriter.floats(new double[] {1, 2, -3, 4, 5, 6}, 2, 3)));
        Outcome outcome = InProcess.run("verify-gradients", model + "", "--data", data + "");
        assertEquals(0, outcome.code(), outcome::err);
        assertTrue(outcome.out().contains("1 gradients are smaller than ten times the bound"), outcome::out);
    }

    /** Fused, a normalisation of float64 has an epsilon of ONNX Runtime's own, in differences and not in gradients. */
    @Test
    void aNormalisationKeepsItsEpsilonInFloat64() throws IOException {
        Path model = write(
                "rms.onnx",
                new ModelBuilder(1)
                        .input("x", "N", 3)
                        .output("y", "N", 4)
                        .weights("w", 3, 4)
                        .positive("gain", 4)
                        .tensor("two", DataType.FLOAT, new double[] {2})
                        .tensor("epsilon", DataType.FLOAT, new double[] {0.1})
                        .node("MatMul", "product", List.of("x", "w"), "p")
                        .node("Pow", "square", List.of("p", "two"), "squares")
                        .node("ReduceMean", "mean", List.of("squares"), "m", attribute("axes", new long[] {-1}))
                        .node("Add", "more", List.of("m", "epsilon"), "a")
                        .node("Sqrt", "root", List.of("a"), "r")
                        .node("Div", "normal", List.of("p", "r"), "n")
                        .node("Mul", "scale", List.of("n", "gain"), "y")
                        .build(8, 17));
        Outcome outcome = InProcess.run("verify-gradients", model + "");
        assertEquals(0, outcome.code(), outcome::err);
        assertTrue(outcome.out().contains("2 of 2 gradients agree with differences in float64"), outcome::out);
    }

    @Test
    void whatHasNoGradientIsNamedWithTheReason() throws IOException {
        Path model = write(
                "hardened.onnx",
                new ModelBuilder(1)
                        .input("x", "N", 3)
                        .output("y", "N", 2)
                        .weights("first", 3, 3)
                        .weights("second", 3, 2)
                        .node("MatMul", "one", List.of("x", "first"), "p")
                        .node("Hardmax", "hard", List.of("p"), "h", attribute("axis", 1))
                        .node("MatMul", "two", List.of("h", "second"), "y")
                        .build(10, 18));
        Outcome outcome = InProcess.run("verify-gradients", model + "");
        assertEquals(0, outcome.code(), outcome::err);
        assertTrue(
                outcome.out().contains("No gradient: first, node 'hard', Hardmax, has no gradient here"), outcome::out);
        assertTrue(outcome.out().contains("1 of 1 gradients agree with differences in float"), outcome::out);
    }

    @Test
    void aModelWithoutWeightsIsAnsweredInALine() throws IOException {
        Path model = write(
                "none.onnx",
                new ModelBuilder(1)
                        .input("x", "N", 3)
                        .output("y", "N", 3)
                        .node("Relu", "bend", List.of("x"), "y")
                        .build(10, 18));
        InProcess.run("verify-gradients", model + "").assertError(4, "the model has no weights that have gradients");
    }
}
