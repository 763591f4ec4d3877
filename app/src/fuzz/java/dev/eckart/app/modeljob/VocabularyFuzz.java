package dev.eckart.app.modeljob;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.eckart.app.config.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** tokenizer.json: whatever a file holds, it is a vocabulary that can be made smaller, or refused for a reason. */
class VocabularyFuzz {
    @FuzzTest(maxDuration = "2m")
    void anyBytesAreReadOrRefused(byte[] bytes) throws IOException {
        Path file = Files.createTempFile("eckart-fuzz", ".json");
        try {
            Files.write(file, bytes);
            Vocabulary.read(file).keeping(Set.of(0));
        } catch (ConfigurationException e) {
            // One line for a person, as it should be.
        } finally {
            Files.delete(file);
        }
    }
}
