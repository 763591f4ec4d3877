package dev.eckart.app.data;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** IDX, packed or not: whatever a file holds, it is pictures or labels, or refused for a reason. */
class IdxFuzz {
    @FuzzTest(maxDuration = "2m")
    void anyBytesAreReadOrRefused(byte[] bytes) throws IOException {
        Path file = Files.createTempFile("eckart-fuzz", ".idx");
        try {
            Files.write(file, bytes);
            IdxFile.read(file, bytes.length % 2 == 0 ? IdxFormat.IMAGES : IdxFormat.LABELS);
        } catch (DataException e) {
            // One line for a person, as it should be.
        } finally {
            Files.delete(file);
        }
    }
}
