package dev.eckart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eckart.app.InProcess.Outcome;
import dev.eckart.app.onnx.ModelBuilder;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.proto.NodeProto;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training and gradients of weights that a model takes out of a larger tensor, or makes of others. */
class FineTunePartsTest {
    private static final List<String> PARTS = List.of("packed/1", "packed/2");

    @TempDir
    private Path directory;

    private FineTuneCase files;

    @BeforeEach
    void write() throws IOException {
        files = new FineTuneCase(directory);
        files.write("model.onnx", packed(3));
        files.writeSamples("samples.npz", 200, 0);
    }

    /** Two layers of one tensor, and one of its own. */
    private static ModelProto packed(long seed) {
        NodeProto split = NodeProto.newBuilder()
                .setOpType("Split")
                .setName("split")
                .addInput("packed")
                .addOutput("first")
                .addOutput("second")
                .build();
        return new ModelBuilder(seed)
                .input("x", "N", 24)
                .output("y", "N", 24)
                .weights("packed", 48, 24)
                .weights("own", 24, 24)
                .node(split)
                .node("MatMul", "a", List.of("x", "first"), "made")
                .node("MatMul", "b", List.of("made", "second"), "twice")
                .node("MatMul", "c", List.of("twice", "own"), "y")
                .build(8, 17);
    }

    private static List<String> names(JsonNode list) {
        List<String> names = new ArrayList<>();
        list.forEach(entry -> names.add(entry.get("name").asText()));
        return names;
    }

    private boolean isSplit(String model) {
        return OnnxModel.read(directory.resolve(model)).graph().nodes().stream()
                .anyMatch(node -> node.getOpType().equals("Split"));
    }

    @Test
    void partsAreTrained() throws IOException {
        files.write("teacher.onnx", packed(4));
        Outcome outcome =
                files.labelled("model.onnx", "--teacher", files.file("teacher.onnx"), "--train", "linear", "--json");
        JsonNode report = outcome.json();
        List<String> trained = names(report.at("/training/trained"));
        assertTrue(trained.containsAll(PARTS), trained::toString);
        assertTrue(outcome.err().contains("'packed' becomes 'packed/1'"), outcome::err);
        assertTrue(!isSplit("tuned.onnx"));
    }

    @Test
    void whatIsNotTrainedStaysInItsTensor() throws IOException {
        files.write("teacher.onnx", packed(4));
        JsonNode report = files.labelled(
                        "model.onnx", "--teacher", files.file("teacher.onnx"), "--train", "own", "--json")
                .json();
        assertEquals(List.of("own"), names(report.at("/training/trained")));
        assertTrue(isSplit("tuned.onnx"));
    }

    /** Of the teacher's one tensor, a layer has a part as it was. */
    @Test
    void aPartThatTheTeacherHasIsNoFactor() throws IOException {
        Outcome cut = InProcess.run(
                "compress",
                files.file("model.onnx"),
                "-o",
                files.file("small.onnx"),
                "--include",
                "a",
                "--ratio",
                "1.2",
                "--no-timing",
                "--backend",
                "ejml");
        assertEquals(0, cut.code(), cut::err);
        List<String> trained = names(files.taught("--json").json().at("/training/trained"));
        assertEquals(2, trained.size(), trained::toString);
        assertTrue(!trained.contains("packed/2") && !trained.contains("own"), trained::toString);
    }

    /** Weight normalisation: the layer's weights are a tensor in the compressed model, which the teacher makes of others. */
    @Test
    void normalisedWeightsBecomeFactorsAndThoseThatStayAreNoFactors() throws IOException {
        ModelBuilder model = new ModelBuilder(5).input("x", "N", 24).output("y", "N", 24);
        List<String> layers = List.of("a", "b");
        String from = "x";
        for (String layer : layers) {
            String to = layer.equals("b") ? "y" : "h";
            model.weights(layer + ".v", 24, 24)
                    .weights(layer + ".g", 1, 24)
                    .node(
                            "ReduceL2",
                            layer + "-norm",
                            List.of(layer + ".v"),
                            layer + ".n",
                            ModelBuilder.attribute("axes", new long[] {0}))
                    .node("Div", layer + "-div", List.of(layer + ".v", layer + ".n"), layer + ".d")
                    .node("Mul", layer + "-mul", List.of(layer + ".d", layer + ".g"), layer + ".w")
                    .node("MatMul", layer, List.of(from, layer + ".w"), to);
            from = to;
        }
        files.write("model.onnx", model.build(8, 17));
        Outcome cut = InProcess.run(
                "compress",
                files.file("model.onnx"),
                "-o",
                files.file("small.onnx"),
                "--include",
                "a",
                "--ratio",
                "1.2",
                "--no-timing",
                "--backend",
                "ejml",
                "--json");
        assertEquals("a", cut.json().at("/layers/0/name").asText());
        assertTrue(cut.err().contains("become tensors: 'a.v/folded'"), cut.err());
        List<String> trained = names(files.taught("--json").json().at("/training/trained"));
        assertEquals(List.of("a/factor-1/weights", "a/factor-2/weights"), trained);
        JsonNode report = InProcess.run("verify-gradients", files.file("model.onnx"), "--json")
                .json();
        assertEquals(List.of("a.v/folded", "b.v/folded"), names(report.get("tensors")));
    }

    @Test
    void gradientsOfPartsAreVerified() throws IOException {
        JsonNode report = InProcess.run("verify-gradients", files.file("model.onnx"), "--json")
                .json();
        assertTrue(names(report.get("tensors")).containsAll(PARTS), report::toString);
        report.get("tensors").forEach(tensor -> assertTrue(tensor.get("agrees").asBoolean(), tensor::toString));
    }
}
