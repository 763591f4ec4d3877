package dev.eckart.app.onnx.model;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Models: whatever a file holds, it is a valid model or refused for a reason. */
class ModelFuzz {
    @FuzzTest(maxDuration = "2m")
    void anyBytesAreReadOrRefused(byte[] bytes) throws IOException {
        Path file = Files.createTempFile("eckart-fuzz", ".onnx");
        try {
            Files.write(file, bytes);
            OnnxModel.read(file);
        } catch (OnnxException e) {
            // One line for a person, as it should be.
        } finally {
            Files.delete(file);
        }
    }
}
