package dev.eckart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eckart.app.onnx.ModelBuilder;
import dev.eckart.app.onnx.measure.Costs;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.tensor.DataType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Layers that all have one tensor as their bias, as exporters write zeros: it is one tensor in every count. */
class SharedBiasesTest {
    private static final int LAYERS = 6;
    private static final int WIDTH = 24;
    private static final int PARAMETERS = LAYERS * WIDTH * WIDTH + WIDTH;

    @TempDir
    private Path directory;

    private static ModelProto model() {
        ModelBuilder model = new ModelBuilder(7)
                .input("h0", "n", WIDTH)
                .output("h" + LAYERS, "n", WIDTH)
                .tensor("zeros", DataType.FLOAT, new double[WIDTH], WIDTH);
        for (int i = 0; i < LAYERS; i++) {
            // The layers count more and more, so that some are cut and others stay.
            model.weights("w" + i, DataType.FLOAT, Math.pow(2, i) / 5, WIDTH, WIDTH)
                    .node("MatMul", "layer" + i, List.of("h" + i, "w" + i), "p" + i)
                    .node("Add", "add" + i, List.of("p" + i, "zeros"), "s" + i)
                    .node("Tanh", "tanh" + i, List.of("s" + i), "h" + (i + 1));
        }
        return model.build(8, 17);
    }

    private CompressCase files() {
        return new CompressCase(directory);
    }

    private static long parameters(Path file) {
        return Costs.of(OnnxModel.read(file)).parameters();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.1", "1.3", "2"})
    void theReportCountsWhatTheFileHas(String ratio) throws IOException {
        files().write(model());
        assertEquals(PARAMETERS, parameters(files().model()));
        JsonNode inspected =
                InProcess.run("inspect", files().model().toString(), "--json").json();
        assertEquals(PARAMETERS, inspected.at("/model/factorisable").asLong());
        JsonNode report = files().compress("--ratio", ratio, "--json").json();
        assertEquals(PARAMETERS, report.get("parametersBefore").asLong());
        assertEquals(
                parameters(files().smaller()), report.get("parametersAfter").asLong());
        assertTrue(report.get("parametersAfter").asLong() * Double.parseDouble(ratio) <= PARAMETERS, report::toString);
    }

    /**
     * A layer of one input is smaller than its factors and stays, and the bias with it; so that one of two inputs has 48
     * parameters as it is, where factors of rank 1 with a bias of their own have 50.
     */
    @Test
    void theSmallestPossibleIsExactAndCanBeHad() throws IOException {
        ModelBuilder model =
                new ModelBuilder(7).output("sum", "n", WIDTH).tensor("zeros", DataType.FLOAT, new double[WIDTH], WIDTH);
        int[] inputs = {1, 2, WIDTH};
        for (int i = 0; i < inputs.length; i++) {
            model.input("x" + i, "n", inputs[i])
                    .weights("w" + i, DataType.FLOAT, 1, inputs[i], WIDTH)
                    .node("MatMul", "layer" + i, List.of("x" + i, "w" + i), "p" + i)
                    .node("Add", "add" + i, List.of("p" + i, "zeros"), "s" + i)
                    .node("Tanh", "tanh" + i, List.of("s" + i), "h" + i);
        }
        files().write(model.node("Sum", "sum", List.of("h0", "h1", "h2"), "sum").build(8, 17));
        int smallest = WIDTH + WIDTH + 2 * WIDTH + 3 * WIDTH;
        files().compress("--parameters", "" + (smallest - 1)).assertError(3, "the smallest possible is " + smallest);
        for (int most = smallest; most <= smallest + 3; most++) {
            JsonNode report = files().compress("--parameters", "" + most, "--json", "--force")
                    .json();
            assertTrue(report.get("parametersAfter").asInt() <= most, report::toString);
            assertEquals(
                    parameters(files().smaller()), report.get("parametersAfter").asLong());
        }
    }
}
