package dev.eckart.app;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** HOCON: whatever a file holds, its settings are shown or it is refused for a reason, by the whole command. */
class ConfigurationFuzz {
    @FuzzTest(maxDuration = "2m")
    void anyBytesAreReadOrRefused(byte[] bytes) throws IOException {
        Path file = Files.createTempFile("eckart-fuzz", ".conf");
        try {
            Files.write(file, bytes);
            InProcess.Outcome outcome = InProcess.run("config", "-c", file.toString());
            assertTrue(outcome.code() == 0 || outcome.code() == 2, outcome::err);
            assertFalse(outcome.err().contains("this is a bug"), outcome::err);
        } finally {
            Files.delete(file);
        }
    }
}
