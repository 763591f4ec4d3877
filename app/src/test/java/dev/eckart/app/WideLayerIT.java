package dev.eckart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eckart.app.Installation.Outcome;
import dev.eckart.app.onnx.ModelBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A layer before a vocabulary, all of whose singular values are found in the gigabyte that the script gives. */
@Tag("slow")
@DisabledOnOs(OS.WINDOWS)
class WideLayerIT {
    private static final long INPUTS = 768;
    private static final long OUTPUTS = 30_522;

    @TempDir
    private Path directory;

    @Test
    void isDecomposedInAGigabyte() throws IOException {
        Path model = directory.resolve("head.onnx");
        Files.write(
                model,
                new ModelBuilder(9)
                        .input("x", "n", INPUTS)
                        .output("y", "n", OUTPUTS)
                        .weights("w", INPUTS, OUTPUTS)
                        .node("MatMul", "head", List.of("x", "w"), "y")
                        .build(8, 17)
                        .toByteArray());
        Path small = directory.resolve("small.onnx");
        Outcome outcome = Installation.built()
                .run(
                        "compress",
                        model.toString(),
                        "--ratio=2",
                        "--decomposer=truncated-svd",
                        "--backend=nd4j",
                        "--no-timing",
                        "--out=" + small);
        assertEquals(0, outcome.code(), outcome::err);
        JsonNode report = new ObjectMapper().readTree(Files.readString(Path.of(small + ".json")));
        long parameters = report.get("parametersAfter").asLong();
        assertTrue(2 * parameters <= INPUTS * OUTPUTS, () -> parameters + " parameters");
    }
}
