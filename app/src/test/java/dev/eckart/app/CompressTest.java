package dev.eckart.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import dev.eckart.app.InProcess.Outcome;
import dev.eckart.app.onnx.ArraysFile;
import dev.eckart.app.onnx.ExportedModels;
import dev.eckart.app.onnx.ExternalExport;
import dev.eckart.app.onnx.ModelBuilder;
import dev.eckart.app.onnx.SparseModels;
import dev.eckart.app.onnx.measure.Costs;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.proto.StringStringEntryProto;
import dev.eckart.app.onnx.proto.TensorProto;
import dev.eckart.spi.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole command on models as exporters write them. */
class CompressTest {
    @TempDir
    private Path directory;

    private Path model() {
        return directory.resolve("model.onnx");
    }

    private Path smaller() {
        return directory.resolve("smaller.onnx");
    }

    private Outcome compress(String... options) {
        List<String> arguments = new ArrayList<>(
                List.of("compress", model().toString(), "-o", smaller().toString(), "--no-timing", "--threads", "1"));
        arguments.addAll(List.of("--backend", "ejml"));
        arguments.addAll(List.of(options));
        return InProcess.run(arguments.toArray(String[]::new));
    }

    private static JsonNode json(Outcome outcome) throws IOException {
        assertEquals(0, outcome.code(), outcome::err);
        return new ObjectMapper().readTree(outcome.out());
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
        Files.write(model(), before.toByteArray());
        JsonNode report = json(compress("--ratio", "1.6", "--json"));
        ModelProto after = OnnxModel.read(smaller()).proto();
        assertTrue(report.get("parametersAfter").asLong() * 1.6
                <= report.get("parametersBefore").asLong());
        Costs costs = Costs.of(OnnxModel.read(smaller()));
        assertEquals(costs.parameters(), report.at("/after/costs/parameters").asLong());
        assertEquals(Files.size(smaller()), report.at("/after/costs/bytes").asLong());
        assertTrue(costs.parameters() < Costs.of(OnnxModel.read(model())).parameters());
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
        ExternalExport.write(ExportedModels.all().get(name), model(), 64);
        json(compress("--ratio", "1.6", "--json"));
        assertEquals(1, data().size(), "the new model's data, called by their content");
        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(5, files.count(), "two files each, and a report");
        }
        json(compress("--ratio", "3", "--json", "--force"));
        assertEquals(1, data().size(), "data that no model reads are gone");
        OnnxModel.read(smaller());
    }

    private List<Path> data() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().matches("smaller[.]onnx[.][0-9a-f]{16}[.]data"))
                    .toList();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "divisor, --parameters, 300, cuts to nominal levels",
        "divisor, --ratio, 1.5, cuts to nominal levels",
        "divisor, --max-loss, 0.1 relative, cuts to nominal levels",
        "fixed, --ratio, 2, needs a rank",
        "sensitivity, --ratio, 2, needs a loss to measure",
        "energy, --ratio, 2, --energy instead"
    })
    void whatAnAllocatorCannotDoIsSaidBeforeAnythingIsFactorised(
            String allocator, String target, String amount, String said) throws IOException {
        Files.write(model(), ExportedModels.gemmMlp().toByteArray());
        List<String> options = new ArrayList<>(List.of(target, amount, "--allocator", allocator));
        if (target.equals("--max-loss")) {
            writeSamples(40);
            options.addAll(List.of("--data", directory.resolve("samples.npz").toString()));
        }
        Outcome outcome = compress(options.toArray(String[]::new));
        assertEquals(2, outcome.code(), outcome::err);
        String error = outcome.err()
                .lines()
                .filter(line -> line.startsWith("eckart: error: "))
                .reduce((a, b) -> a + "\n" + b)
                .orElseThrow();
        assertTrue(error.startsWith("eckart: error: --allocator: "), error);
        assertTrue(error.contains(said), error);
        assertEquals(1, error.lines().count(), error);
        assertTrue(Files.notExists(smaller()));
    }

    /** Inputs that lie in a few directions, as real ones do. */
    private void writeSamples(int count) throws IOException {
        SplittableRandom random = new Seed(3).random();
        double[][] directions = new double[4][24];
        for (double[] direction : directions) {
            for (int i = 0; i < direction.length; i++) {
                direction[i] = random.nextGaussian();
            }
        }
        float[] numbers = new float[count * 24];
        for (int row = 0; row < count; row++) {
            for (double[] direction : directions) {
                double much = random.nextGaussian();
                for (int i = 0; i < 24; i++) {
                    numbers[row * 24 + i] += (float) (much * direction[i] + 0.01 * random.nextGaussian());
                }
            }
        }
        new ArraysFile().floats("input", numbers, count, 24).write(directory.resolve("samples.npz"));
    }

    @Test
    void calibrationKeepsMoreOfTheOutputs() throws IOException {
        Files.write(model(), ExportedModels.gemmMlp().toByteArray());
        writeSamples(400);
        String samples = directory.resolve("samples.npz").toString();
        double aware = json(compress("--ratio", "2", "--json", "--calibration", samples))
                .at("/outputs/relative")
                .asDouble();
        double plain = json(compress(
                        "--ratio", "2", "--json", "--force", "--calibration", samples, "--decomposer", "truncated-svd"))
                .at("/outputs/relative")
                .asDouble();
        assertTrue(aware < plain, aware + " against " + plain);
    }

    @Test
    void theSmallestModelWithinALossIsWithinIt() throws IOException {
        Files.write(model(), ExportedModels.gemmMlp().toByteArray());
        writeSamples(400);
        String samples = directory.resolve("samples.npz").toString();
        JsonNode strict = json(compress("--max-loss", "0.02 relative", "--json", "--calibration", samples));
        JsonNode lax = json(compress("--max-loss", "0.5relative", "--json", "--force", "--calibration", samples));
        assertTrue(lax.get("parametersAfter").asInt()
                < strict.get("parametersAfter").asInt());
        // Judged on samples kept back; all of them together are as many again five times.
        assertTrue(strict.at("/outputs/relative").asDouble() < 0.04, strict::toString);
    }

    /** Points of accuracy need labels; nothing is measured in another unit instead. */
    @Test
    void aLossThatCannotBeMeasuredIsRefusedWithWhatCanBe() throws IOException {
        Files.write(model(), ExportedModels.gemmMlp().toByteArray());
        writeSamples(40);
        Outcome outcome = compress(
                "--max-loss",
                "1 point",
                "--data",
                directory.resolve("samples.npz").toString());
        assertEquals(2, outcome.code(), outcome::err);
        assertTrue(
                outcome.err().contains("in points: there are no labels; possible here: relative and cosine"),
                outcome::err);
        JsonNode report = json(compress(
                "--max-loss",
                "0.1 cosine",
                "--json",
                "--data",
                directory.resolve("samples.npz").toString()));
        // Judged on samples kept back; all of them together are as many again five times.
        assertTrue(report.at("/outputs/cosine").asDouble() < 0.2, report::toString);
    }

    @Test
    void theVerdictSaysHowFarTheOutputsMovedAndOnWhat() throws IOException {
        Files.write(model(), ExportedModels.gemmMlp().toByteArray());
        JsonNode report = json(compress("--ratio", "4", "--json"));
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
        Files.write(model(), fixedBatch().toByteArray());
        writeSamples(70);
        String samples = directory.resolve("samples.npz").toString();
        Outcome outcome = compress("--max-loss", "1e-7 relative", "--data", samples);
        assertEquals(3, outcome.code(), outcome::err);
        assertTrue(outcome.err().contains("no smaller model loses as little as 1.0E-7 relative"), outcome::err);
        JsonNode report = json(compress("--ratio", "2", "--json", "--data", samples));
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
        Files.write(model(), ExportedModels.residualCnn().toByteArray());
        compress("--ratio", "2");
        byte[] once = Files.readAllBytes(smaller());
        compress("--ratio", "2", "--force");
        assertArrayEquals(once, Files.readAllBytes(smaller()));
    }

    @Test
    void aTargetThatCannotBeMetWritesNothing() throws IOException {
        Files.write(model(), ExportedModels.gemmMlp().toByteArray());
        Outcome outcome = compress("--ratio", "100");
        assertEquals(3, outcome.code());
        assertTrue(outcome.err().contains("the smallest possible is 94"), outcome::err);
        assertOnlyTheModel();
    }

    @Test
    void layersCanBeChosenByPattern() throws IOException {
        Files.write(model(), ExportedModels.gemmMlp().toByteArray());
        JsonNode report = json(compress("--ratio", "2", "--json", "--include", "/0/*"));
        assertEquals(1, report.get("layers").size());
        assertEquals("/0/Gemm", report.at("/layers/0/name").asText());
        assertEquals("/2/Gemm", report.at("/leftAlone/0/name").asText());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--ratio 2 --include nothing*|no layer that can be factorised matches 'nothing*'",
                "--ratio 2 --decomposer output-covariance-svd|needs calibration data",
                "--ratio 2 --decomposer two-sided-svd|needs the gradient of a loss",
                "--ratio 2 --include /0/Gem|did you mean '/0/Gemm'?",
                "--ratio 2 --exclude 0/Gemm|did you mean '/0/Gemm'?",
                "--ratio 2 --decomposer truncted-svd|did you mean 'truncated-svd'?",
                "--ratio 2 --allocator knapsck|did you mean 'knapsack'?",
                "--ratio 2 --scale unti|did you mean 'unit'?",
                "--ratio 0|is not above 0",
                "--energy 1.5|at most 1",
                "--energy 0.5 --allocator greedy|--energy needs no allocator",
                "--max-loss 1point|nothing to measure a loss on",
                "--max-loss -1relative|below 0",
                "--max-loss 0.5|'0.5' does not say in what; write such as '0.5 points'",
                "--max-loss 0.5relativ|did you mean 'relative'?",
                "--max-loss much|no number",
                "--ratio 2 --parameters 5|mutually exclusive",
                "--include a|Missing required argument"
            })
    void wrongUseIsSaidInOneLine(String options, String said) throws IOException {
        Files.write(model(), ExportedModels.gemmMlp().toByteArray());
        Outcome outcome = compress(options.split(" "));
        assertEquals(2, outcome.code(), outcome::err);
        List<String> errors = outcome.err()
                .lines()
                .filter(line -> line.startsWith("eckart: error: "))
                .toList();
        assertEquals(1, errors.size(), outcome::err);
        assertTrue(errors.get(0).contains(said), errors.get(0));
        assertOnlyTheModel();
    }

    private void assertOnlyTheModel() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(List.of(model()), files.toList());
        }
    }

    @Test
    void theModelIsNotWrittenOverNorIsAnotherOneUnasked() throws IOException {
        Files.write(model(), ExportedModels.gemmMlp().toByteArray());
        Outcome same = InProcess.run(
                "compress", model().toString(), "--ratio", "2", "--force", "-o", directory + "/./model.onnx");
        assertEquals(2, same.code(), same::err);
        Files.writeString(smaller(), "mine");
        assertEquals(2, compress("--ratio", "2").code());
        assertEquals("mine", Files.readString(smaller()));
    }

    @Test
    void aFileThatIsNoModelEndsWithFour() throws IOException {
        Files.writeString(model(), "not a model");
        Outcome outcome = compress("--ratio", "2");
        assertEquals(4, outcome.code());
        assertEquals(
                1, outcome.err().lines().filter(line -> line.contains("error")).count(), outcome::err);
        assertOnlyTheModel();
    }

    private static ModelProto weightsAmongTheInputs() {
        return new ModelBuilder(1)
                .input("x", "N", 24)
                .input("w", 24, 20)
                .output("y", "N", 20)
                .weights("w", 24, 20)
                .node("MatMul", "layer", List.of("x", "w"), "y")
                .build(8, 17);
    }

    /** Nothing to factorise: the answer names the layers and says of each why not. */
    @Test
    void whatKeepsLayersFromBeingFactorisedIsSaid() throws IOException {
        Files.write(model(), weightsAmongTheInputs().toByteArray());
        Outcome outcome = compress("--ratio", "2");
        assertEquals(3, outcome.code());
        assertTrue(outcome.err().contains("layer (MatMul): its weights are an input with a default"), outcome::err);
        assertTrue(outcome.err().contains("--freeze-inputs"), outcome::err);
        Files.write(
                model(),
                SparseModels.with(
                                new ModelBuilder(1)
                                        .input("x", "N", 4)
                                        .output("y", "N", 3)
                                        .node("Gemm", "thin", List.of("x", "w"), "y"),
                                "w",
                                new long[] {4, 3},
                                1,
                                4)
                        .toByteArray());
        Outcome sparse = compress("--ratio", "2");
        assertTrue(sparse.err().contains("thin (Gemm): its weights are sparse"), sparse::err);
    }

    /** Frozen, it is compressed, and the smaller model takes what the original must be given, and nothing else. */
    @Test
    void inputsWithADefaultAreFrozenOnRequest() throws IOException {
        Files.write(model(), weightsAmongTheInputs().toByteArray());
        JsonNode report = json(compress("--ratio", "1.5", "--freeze-inputs", "--json"));
        assertEquals(1, report.get("layers").size());
        ModelProto after = OnnxModel.read(smaller()).proto();
        assertEquals(
                List.of("x"),
                after.getGraph().getInputList().stream()
                        .map(input -> input.getName())
                        .toList());
        assertTrue(report.get("outputs").isObject(), report::toString);
    }
}
