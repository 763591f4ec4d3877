package dev.eckart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eckart.app.InProcess.Outcome;
import dev.eckart.app.onnx.ExportedModels;
import dev.eckart.app.onnx.ModelBuilder;
import dev.eckart.app.onnx.tensor.DataType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InspectTest {
    @TempDir
    private Path directory;

    private Path model(byte[] bytes) throws IOException {
        return Files.write(directory.resolve("model.onnx"), bytes);
    }

    @Test
    void showsLayersAndTotals() throws IOException {
        Path file = model(ExportedModels.gemmMlp().toByteArray());
        Outcome outcome = InProcess.run("inspect", file.toString(), "--backend", "ejml");
        assertEquals(0, outcome.code(), outcome::err);
        assertEquals("", outcome.err());
        assertTrue(outcome.out().contains("IR 10, opset 20, from test"), outcome::out);
        assertTrue(outcome.out().contains("/0/Gemm"), outcome::out);
        assertTrue(outcome.out().contains("Parameters 605, of which 605 (100.0 %)"), outcome::out);
    }

    /** The console of the test shows ASCII only. */
    @Test
    void drawsSpectraUnlessToldNotTo() throws IOException {
        String file = model(ExportedModels.gemmMlp().toByteArray()).toString();
        String drawn = InProcess.run("inspect", file, "--backend", "ejml").out();
        assertTrue(drawn.contains("Left out by a cut at each rank"), drawn);
        assertTrue(drawn.lines().anyMatch(line -> line.matches("/0/Gemm +\\d+\\.\\d( +\\d+){4}  [#*+=:._-]+")), drawn);
        Outcome without = InProcess.run("inspect", file, "--no-spectra");
        assertTrue(without.out().contains("Break-even"), without::out);
        assertTrue(without.out().lines().noneMatch(line -> line.contains("##")), without::out);
        assertTrue(!without.out().contains("Left out"), without::out);
    }

    /** Weights that cannot be decomposed show who looks at them. */
    @Test
    void readsNoWeightsUnlessSpectraAreDrawn() throws IOException {
        String file = model(new ModelBuilder(1)
                        .input("x", "n", 2)
                        .output("y", "n", 2)
                        .tensor("w", DataType.FLOAT, new double[] {1, Double.NaN, 2, 3}, 2, 2)
                        .node("MatMul", "m", List.of("x", "w"), "y")
                        .build(8, 13)
                        .toByteArray())
                .toString();
        Outcome without = InProcess.run("inspect", file, "--no-spectra");
        assertEquals(0, without.code(), without::err);
        assertTrue(without.out().contains("Parameters 4, of which 4 (100.0 %)"), without::out);
        InProcess.run("inspect", file, "--backend", "ejml")
                .assertError(4, "weights 'w' of node 'm' hold NaN, which cannot be factorised");
    }

    /** No line but the first, which has the file's name, is broken by a usual terminal. */
    @Test
    void fitsATerminal() throws IOException {
        String out = InProcess.run(
                        "inspect", model(ExportedModels.gemmMlp().toByteArray()).toString(), "--backend", "ejml")
                .out();
        assertTrue(out.lines().skip(1).allMatch(line -> line.length() < 80), out);
    }

    @Test
    void saysOnceWhyLayersStayAsTheyAre() throws IOException {
        Path file = model(ExportedModels.residualCnn().toByteArray());
        Outcome outcome = InProcess.run("inspect", file.toString(), "--no-spectra");
        assertTrue(
                outcome.out()
                        .contains("\n/bn1/BatchNormalization, /bn2/BatchNormalization: its weights are no factor of a"
                                + " matrix product\n"),
                outcome::out);
    }

    /** Five layers on one bias, as exporters write biases that are all 0, are one line and not each layer's with all others. */
    @Test
    void namesLayersThatShareATensorOnce() throws IOException {
        ModelBuilder model =
                new ModelBuilder(1).input("x", "n", 4).output("h5", "n", 4).weights("b", 4);
        for (int layer = 1; layer <= 5; layer++) {
            model.weights("w" + layer, 4, 4)
                    .node(
                            "Gemm",
                            "g" + layer,
                            List.of(layer == 1 ? "x" : "h" + (layer - 1), "w" + layer, "b"),
                            "h" + layer);
        }
        Path file = model(model.build(8, 13).toByteArray());
        String out = InProcess.run("inspect", file.toString(), "--no-spectra").out();
        assertTrue(out.contains("\nShare weights: g1, g2, g3, ... (5 layers)\n"), out);
        assertEquals(
                1, out.lines().filter(line -> line.startsWith("Share weights")).count(), out);
        assertTrue(!out.contains("shares weights"), out);
    }

    /** Which layers lie so that fewer numbers can pass between them, and why others do not. */
    @Test
    void saysWhichLayersCanBecomeNarrowerTogether() throws IOException {
        Path transformer = model(ExportedModels.transformer().toByteArray());
        Outcome found = InProcess.run("inspect", transformer.toString(), "--no-spectra");
        assertTrue(
                found.out()
                        .contains("\nCan become narrower together: /q/MatMul and /k/MatMul, /v/MatMul and /out/MatMul,"
                                + " /up/MatMul and /down/MatMul\n"),
                found::out);
        Path single = model(ExportedModels.residualCnn().toByteArray());
        Outcome none = InProcess.run("inspect", single.toString(), "--no-spectra");
        assertTrue(
                none.out()
                        .contains("\n/head/Gemm: becomes no narrower with another layer: what it makes is an output of"
                                + " the model, or goes into a branch or a loop\n"),
                none::out);
    }

    @Test
    void printsOneJsonObject() throws IOException {
        Path file = model(ExportedModels.transformer().toByteArray());
        Outcome outcome = InProcess.run("inspect", file.toString(), "--no-spectra", "--json");
        JsonNode report = new ObjectMapper().readTree(outcome.out());
        assertEquals(1, report.get("schema").asInt());
        assertEquals(8, report.at("/model/layers").size());
        assertTrue(report.at("/model/layers/0/ranks").isNull());
        JsonNode decomposed = new ObjectMapper()
                .readTree(InProcess.run("inspect", file.toString(), "--json").out());
        assertEquals(16, decomposed.at("/model/layers/0/ranks/singularValues").size());
        assertEquals(16 * 16 * 6, report.at("/model/layers/0/macs").asLong());
    }

    @Test
    void refusesADamagedFileInOneLine() throws IOException {
        byte[] bytes = ExportedModels.gemmMlp().toByteArray();
        Outcome outcome = InProcess.run(
                "inspect", model(Arrays.copyOf(bytes, bytes.length - 9)).toString());
        assertEquals(4, outcome.code());
        assertEquals("", outcome.out());
        assertEquals(1, outcome.err().lines().count(), outcome::err);
        assertTrue(outcome.err().startsWith("eckart: error: '"), outcome::err);
    }

    /** The parameters were counted from the models' sizes by hand; the LSTMs of the last are left alone. */
    @ParameterizedTest
    @CsvSource({
        "mnist_cntk_cnn, 5994, 5970",
        "mnist_burn_cnn, 376802, 376802",
        "tribuo_pytorch_cnn_mnist, 21840, 21840",
        "dtln_model_1, 363393, 33153"
    })
    @EnabledIfEnvironmentVariable(
            named = "ECKART_ONNX",
            matches = ".+",
            disabledReason = "needs ONNX models: set ECKART_ONNX to a directory that holds them")
    void looksAtModelsOfOthers(String name, long parameters, long factorisable) throws IOException {
        Path file = Path.of(System.getenv("ECKART_ONNX"), name + ".onnx");
        Outcome outcome = InProcess.run("inspect", file.toString(), "--backend", "ejml", "--json");
        assertEquals(0, outcome.code(), outcome::err);
        JsonNode report = new ObjectMapper().readTree(outcome.out());
        assertEquals(parameters, report.at("/model/costs/parameters").asLong());
        assertEquals(factorisable, report.at("/model/factorisable").asLong());
        assertEquals(Files.size(file), report.at("/model/costs/bytes").asLong());
    }
}
