package dev.eckart.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import dev.eckart.app.InProcess.Outcome;
import dev.eckart.app.onnx.ExportedModels;
import dev.eckart.app.onnx.ExternalExport;
import dev.eckart.app.onnx.ModelBuilder;
import dev.eckart.app.onnx.measure.Costs;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.proto.StringStringEntryProto;
import dev.eckart.app.onnx.proto.TensorProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole command on models as exporters write them. */
class CompressTest {
    @TempDir
    private Path directory;

    private CompressCase files() {
        return new CompressCase(directory);
    }

    private Outcome compress(String... options) {
        return files().compress(options);
    }

    /** A model with things in it that are not known here. */
    private static ModelProto decorated(String name) {
        ModelProto plain = ExportedModels.all().get(name);
        UnknownFieldSet unknown = UnknownFieldSet.newBuilder()
                .addField(
                        777,
                        UnknownFieldSet.Field.newBuilder()
                                .addLengthDelimited(ByteString.copyFromUtf8("kept"))
                                .build())
                .build();
        return plain.toBuilder()
                .addMetadataProps(
                        StringStringEntryProto.newBuilder().setKey("author").setValue("somebody"))
                .setUnknownFields(unknown)
                .setGraph(plain.getGraph().toBuilder().setUnknownFields(unknown))
                .build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gemm-mlp", "matmul-mlp", "residual-cnn", "transformer"})
    void aModelGetsSmallerAndAllElseStaysAsItWas(String name) throws IOException {
        ModelProto before = decorated(name);
        files().write(before);
        JsonNode report = compress("--ratio", "1.6", "--json").json();
        ModelProto after = OnnxModel.read(files().smaller()).proto();
        assertTrue(report.get("parametersAfter").asLong() * 1.6
                <= report.get("parametersBefore").asLong());
        Costs costs = Costs.of(OnnxModel.read(files().smaller()));
        assertEquals(costs.parameters(), report.at("/after/costs/parameters").asLong());
        assertEquals(
                Files.size(files().smaller()), report.at("/after/costs/bytes").asLong());
        assertTrue(
                costs.parameters() < Costs.of(OnnxModel.read(files().model())).parameters());
        assertEquals(before.getMetadataPropsList(), after.getMetadataPropsList());
        assertEquals(before.getUnknownFields(), after.getUnknownFields());
        assertEquals(before.getGraph().getUnknownFields(), after.getGraph().getUnknownFields());
        assertEquals(before.getGraph().getInputList(), after.getGraph().getInputList());
        assertEquals(before.getGraph().getOutputList(), after.getGraph().getOutputList());
        assertEquals(kept(before), kept(after));
        assertUsed(after);
        assertEquals(json(report), Files.readString(directory.resolve("smaller.onnx.json")));
    }

    private static String json(JsonNode report) throws IOException {
        return dev.eckart.app.console.Json.of(new ObjectMapper().convertValue(report, Object.class)) + "\n";
    }

    /** Nodes that no factorisation makes or replaces. */
    private static List<NodeProto> kept(ModelProto model) {
        return model.getGraph().getNodeList().stream()
                .filter(node -> !List.of("Gemm", "MatMul", "Conv", "Add").contains(node.getOpType()))
                .toList();
    }

    /** No weights are left over. */
    private static void assertUsed(ModelProto model) {
        for (TensorProto tensor : model.getGraph().getInitializerList()) {
            assertTrue(
                    model.getGraph().getNodeList().stream()
                            .anyMatch(node -> node.getInputList().contains(tensor.getName())),
                    tensor.getName());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gemm-mlp", "transformer"})
    void weightsBesideTheModelStayBeside(String name) throws IOException {
        ExternalExport.write(ExportedModels.all().get(name), files().model(), 64);
        compress("--ratio", "1.6", "--json").json();
        assertEquals(1, data().size(), "the new model's data, called by their content");
        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(5, files.count(), "two files each, and a report");
        }
        compress("--ratio", "3", "--json", "--force").json();
        assertEquals(1, data().size(), "data that no model reads are gone");
        OnnxModel.read(files().smaller());
    }

    private List<Path> data() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().matches("smaller[.]onnx[.][0-9a-f]{16}[.]data"))
                    .toList();
        }
    }

    @Test
    void calibrationKeepsMoreOfTheOutputs() throws IOException {
        files().write(ExportedModels.gemmMlp());
        String samples = files().writeSamples(400);
        double aware = compress("--ratio", "2", "--json", "--calibration", samples)
                .json()
                .at("/outputs/relative")
                .asDouble();
        double plain = compress(
                        "--ratio", "2", "--json", "--force", "--calibration", samples, "--decomposer", "truncated-svd")
                .json()
                .at("/outputs/relative")
                .asDouble();
        assertTrue(aware < plain, aware + " against " + plain);
    }

    /** A layer that no gradient reaches is cut by what it makes alone, and named. */
    @Test
    void gradientsOfTheOutputsWeighWhatIsKept() throws IOException {
        files().write(new ModelBuilder(1)
                .input("input", "N", 24)
                .output("y", "N", 20)
                .weights("u", 24, 20)
                .weights("v", 20, 20)
                .weights("w", 24, 20)
                .node("MatMul", "before", List.of("input", "u"), "h")
                .node("Hardmax", "hard", List.of("h"), "r")
                .node("MatMul", "behind", List.of("r", "v"), "a")
                .node("MatMul", "beside", List.of("input", "w"), "b")
                .node("Add", "sum", List.of("a", "b"), "y")
                .build(8, 13));
        String samples = files().writeSamples(60);
        JsonNode report = compress("--ratio", "2", "--json", "--decomposer", "two-sided-svd", "--calibration", samples)
                .json();
        assertEquals("two-sided-svd", report.get("decomposer").asText());
        List<String> notes = new ArrayList<>();
        report.get("layers").forEach(layer -> notes.add(layer.path("note").asText()));
        assertTrue(
                notes.get(0)
                        .startsWith(
                                "no gradient, so cut by output-covariance-svd: node 'hard', Hardmax, has no gradient"),
                notes::toString);
        assertTrue(notes.stream().skip(1).noneMatch(note -> note.contains("no gradient")), notes::toString);
    }

    /** What was not asked for by name gives way, which is told; what was, does not. */
    @Test
    void whereNoLayerHasAGradientTheDefaultGivesWayAloud() throws IOException {
        files().write(new ModelBuilder(1)
                .input("input", "N", 24)
                .output("y", "N", 20)
                .weights("u", 24, 20)
                .node("MatMul", "before", List.of("input", "u"), "h")
                .node("Hardmax", "hard", List.of("h"), "y")
                .build(8, 13));
        String samples = files().writeSamples(60);
        Outcome done = compress("--ratio", "2", "--json", "--calibration", samples);
        assertEquals("output-covariance-svd", done.json().get("decomposer").asText());
        assertTrue(
                done.err()
                        .contains("layers are cut by output-covariance-svd: no gradient reaches a layer: node 'hard',"
                                + " Hardmax"),
                done::err);
        compress("--ratio", "2", "--force", "--decomposer", "two-sided-svd", "--calibration", samples)
                .assertError(
                        4, "two-sided-svd", "no gradient reaches a layer", "choose a decomposer that does without");
    }

    /** With fewer rows than a layer has inputs, some of what it can see has not been seen. */
    @Test
    void tooFewSamplesAreTold() throws IOException {
        files().write(ExportedModels.gemmMlp());
        String note = "layers saw fewer rows than they have inputs";
        Outcome few = compress("--ratio", "2", "--calibration", files().writeSamples(20));
        assertTrue(few.err().contains(note), few::err);
        Outcome enough = compress("--ratio", "2", "--force", "--calibration", files().writeSamples(400));
        assertFalse(enough.err().contains(note), enough::err);
    }

    @Test
    void theSmallestModelWithinALossIsWithinIt() throws IOException {
        files().write(ExportedModels.gemmMlp());
        String samples = files().writeSamples(400);
        JsonNode strict = compress("--max-loss", "0.02 relative", "--json", "--calibration", samples)
                .json();
        JsonNode lax = compress("--max-loss", "0.5relative", "--json", "--force", "--calibration", samples)
                .json();
        assertTrue(lax.get("parametersAfter").asInt()
                < strict.get("parametersAfter").asInt());
        // Judged on samples kept back; all of them together are as many again five times.
        assertTrue(strict.at("/outputs/relative").asDouble() < 0.04, strict::toString);
    }

    @Test
    void theVerdictSaysHowFarTheOutputsMovedAndOnWhat() throws IOException {
        files().write(ExportedModels.gemmMlp());
        JsonNode report = compress("--ratio", "4", "--json").json();
        String verdict = report.get("verdict").asText();
        String moved = String.format(
                Locale.ROOT,
                "outputs moved by %.3g %% (relative)",
                100 * report.at("/outputs/relative").asDouble());
        assertEquals(
                "not larger; times were not measured; " + moved + " on 16 random inputs, real data were not seen",
                verdict);
        String text = compress("--ratio", "4", "--force").out();
        assertTrue(text.contains("Verdict: " + verdict), text);
    }

    /** 14 samples kept back, 64 at a time: the loss is that of 14, not of none. */
    @Test
    void aFixedBatchLargerThanTheSamplesProvesAsMuch() throws IOException {
        files().write(fixedBatch());
        String samples = files().writeSamples(70);
        Outcome outcome = compress("--max-loss", "1e-7 relative", "--data", samples);
        assertEquals(3, outcome.code(), outcome::err);
        assertTrue(outcome.err().contains("no smaller model loses as little as 1.0E-7 relative"), outcome::err);
        JsonNode report = compress("--ratio", "2", "--json", "--data", samples).json();
        assertEquals(70, report.at("/outputs/samples").asInt());
        assertTrue(report.at("/outputs/relative").asDouble() > 0);
    }

    private static ModelProto fixedBatch() {
        return new ModelBuilder(1)
                .input("input", 64, 24)
                .output("output", 64, 10)
                .weights("w", 24, 20)
                .weights("v", 20, 10)
                .node("MatMul", "m", List.of("input", "w"), "h")
                .node("Relu", "r", List.of("h"), "a")
                .node("MatMul", "n", List.of("a", "v"), "output")
                .build(10, 20);
    }

    @Test
    void theSameSeedGivesTheSameBytes() throws IOException {
        files().write(ExportedModels.residualCnn());
        compress("--ratio", "2");
        byte[] once = Files.readAllBytes(files().smaller());
        compress("--ratio", "2", "--force");
        assertArrayEquals(once, Files.readAllBytes(files().smaller()));
    }

    @Test
    void layersCanBeChosenByPattern() throws IOException {
        files().write(ExportedModels.gemmMlp());
        JsonNode report =
                compress("--ratio", "2", "--json", "--include", "/0/*").json();
        assertEquals(1, report.get("layers").size());
        assertEquals("/0/Gemm", report.at("/layers/0/name").asText());
        assertEquals("/2/Gemm", report.at("/leftAlone/0/name").asText());
    }

    /** Frozen, it is compressed, and the smaller model takes what the original must be given, and nothing else. */
    @Test
    void inputsWithADefaultAreFrozenOnRequest() throws IOException {
        files().write(CompressCase.weightsAmongTheInputs());
        JsonNode report =
                compress("--ratio", "1.5", "--freeze-inputs", "--json").json();
        assertEquals(1, report.get("layers").size());
        ModelProto after = OnnxModel.read(files().smaller()).proto();
        assertEquals(
                List.of("x"),
                after.getGraph().getInputList().stream()
                        .map(input -> input.getName())
                        .toList());
        assertTrue(report.get("outputs").isObject(), report::toString);
    }
}
