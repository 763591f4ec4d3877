package dev.eckart.app.onnx.data;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.eckart.spi.EckartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** NPY and NPZ: whatever a file holds, its arrays can be read or are refused for a reason. */
class ArrayFuzz {
    @FuzzTest(maxDuration = "2m")
    void anyBytesAreReadOrRefused(byte[] bytes) throws IOException {
        Path file = Files.createTempFile("eckart-fuzz", ".npz");
        try {
            Files.write(file, bytes);
            ArrayFile arrays = ArrayFile.open(file);
            for (String name : arrays.names()) {
                arrays.array(name);
                arrays.labels(name);
            }
        } catch (EckartException e) {
            // One line for a person, as it should be.
        } finally {
            Files.delete(file);
        }
    }
}
