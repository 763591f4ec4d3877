package dev.eckart.app.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.eckart.app.config.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelPlaceTest {
    @TempDir
    Path directory;

    @Test
    void aPlaceWhereNothingCanBeWrittenIsRefusedBeforehand() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");
        ModelPlace place = ModelPlace.of(file.resolve("new/model.onnx"), Optional.empty(), false);
        assertEquals(
                "'" + place.model() + "' cannot be written: '" + file + "' is no directory that can be written to",
                assertThrows(ConfigurationException.class, place::requireFree).getMessage());
    }

    @Test
    void directoriesThatAreMissingAreNoObstacle() {
        ModelPlace.of(directory.resolve("a/b/model.onnx"), Optional.empty(), false)
                .requireFree();
    }
}
