package dev.eckart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eckart.app.InProcess.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models that nobody here wrote, on real MNIST: their pictures arrive as they were trained on. */
@Tag("mnist")
@EnabledIfEnvironmentVariable(
        named = "ECKART_DATA",
        matches = ".+",
        disabledReason = "needs real MNIST: set ECKART_DATA to a directory that holds mnist/ with its IDX files")
@EnabledIfEnvironmentVariable(
        named = "ECKART_ONNX",
        matches = ".+",
        disabledReason = "needs ONNX models: set ECKART_ONNX to a directory that holds them")
class ModelAccuracyIT {
    @ParameterizedTest
    @CsvSource({
        "mnist_cntk_cnn.onnx, raw, 0.9891",
        "mnist_burn_cnn.onnx, '0.1307,0.3081', 0.9909",
        "tribuo_pytorch_cnn_mnist.onnx, '0.1307,0.3081', 0.9907",
    })
    void theAccuracyIsTheKnownOne(String model, String scale, double accuracy) throws IOException {
        String file = Path.of(System.getenv("ECKART_ONNX"), model).toString();
        Outcome outcome = InProcess.run(
                System.getenv(), "evaluate", file, "--data", "mnist", "--scale", scale, "--offline", "--json");
        assertEquals(0, outcome.code(), outcome::err);
        JsonNode report = new ObjectMapper().readTree(outcome.out());
        assertEquals(10_000, report.get("samples").asInt());
        assertEquals(accuracy, report.get("accuracy").asDouble());
    }
}
