package dev.eckart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eckart.app.InProcess.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models that nobody in this project wrote, compressed on training pictures and scored on test pictures. */
@Tag("mnist")
@EnabledIfEnvironmentVariable(
        named = "ECKART_ONNX",
        matches = ".+",
        disabledReason = "needs ONNX models: set ECKART_ONNX to a directory that holds mnist_burn_cnn.onnx and others")
class OnnxModelsIT {
    @TempDir
    private Path directory;

    /**
     * The first accuracy is the model's own. Of burn's model at 4x one point may be lost, as is promised; the other floors
     * lie half a point to a point below what was measured, and five below for the smallest at 4x, which loses most.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mnist_burn_cnn           | 0.1307,0.3081 | 0.9909 | 2 | 0.985",
                "mnist_burn_cnn           | 0.1307,0.3081 | 0.9909 | 4 | 0.9809",
                "tribuo_pytorch_cnn_mnist | 0.1307,0.3081 | 0.9907 | 2 | 0.984",
                "tribuo_pytorch_cnn_mnist | 0.1307,0.3081 | 0.9907 | 4 | 0.98",
                "mnist_cntk_cnn           | raw           | 0.9891 | 2 | 0.96",
                "mnist_cntk_cnn           | raw           | 0.9891 | 4 | 0.57"
            })
    @EnabledIfEnvironmentVariable(
            named = "ECKART_DATA",
            matches = ".+",
            disabledReason = "needs real MNIST: set ECKART_DATA to a directory that holds mnist/ with its IDX files")
    void keepWhatTheyCanDo(String name, String scale, double before, int ratio, double least) throws IOException {
        assertEquals(before, accuracy(model(name), scale));
        JsonNode report = compress(name, ratio, "--data", "mnist", "--scale", scale, "--offline");
        assertSmaller(report, ratio);
        double after = accuracy(smaller(), scale);
        assertTrue(after >= least, name + " at " + ratio + "x: " + after);
    }

    /** Of a speech model the recurrent layers are left alone, and the summary says so. */
    @Test
    void recurrentLayersAreLeftAlone() throws IOException {
        for (int ratio : new int[] {2, 4}) {
            JsonNode report = compress("dtln_model_1", ratio, "--force");
            assertSmaller(report, ratio);
            assertEquals("LSTM", report.at("/leftAlone/0/operator").asText());
            assertEquals("LSTM", report.at("/leftAlone/1/operator").asText());
            assertEquals("dense_2", report.at("/layers/0/name").asText());
        }
    }

    private static void assertSmaller(JsonNode report, int ratio) {
        assertTrue(report.get("parametersAfter").asLong() * ratio
                <= report.get("parametersBefore").asLong());
        assertTrue(report.at("/after/costs/parameters").asLong()
                < report.at("/before/costs/parameters").asLong());
    }

    private static Path model(String name) {
        return Path.of(System.getenv("ECKART_ONNX"), name + ".onnx");
    }

    private Path smaller() {
        return directory.resolve("smaller.onnx");
    }

    private JsonNode compress(String name, int ratio, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "compress", model(name).toString(), "--ratio", String.valueOf(ratio), "--json", "--no-timing", "-q"));
        arguments.addAll(List.of("-o", smaller().toString()));
        arguments.addAll(List.of(options));
        return json(arguments);
    }

    private static double accuracy(Path model, String scale) throws IOException {
        return json(List.of("evaluate", model.toString(), "--data", "mnist", "--scale", scale, "--offline", "--json"))
                .get("accuracy")
                .asDouble();
    }

    private static JsonNode json(List<String> arguments) throws IOException {
        Outcome outcome = InProcess.run(System.getenv(), arguments.toArray(String[]::new));
        assertEquals(0, outcome.code(), outcome::err);
        return new ObjectMapper().readTree(outcome.out());
    }
}
