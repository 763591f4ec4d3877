package dev.eckart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eckart.app.InProcess.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** All backends on real MNIST: they make the same of the same weights. */
@Tag("mnist")
@EnabledIfEnvironmentVariable(
        named = "ECKART_DATA",
        matches = ".+",
        disabledReason = "needs real MNIST: set ECKART_DATA to a directory that holds mnist/ with its IDX files")
class VerifyMnistIT {
    /** What the issue asks for; the bounds themselves are tighter or wider by layer. */
    private static final double SINGULAR_VALUES = 1e-12;

    @TempDir
    private Path directory;

    @Test
    void allBackendsAgree() throws IOException {
        Outcome outcome = InProcess.run(
                System.getenv(),
                "verify",
                "--data=mnist",
                "--offline",
                "--json",
                "--precision=float64",
                "-P",
                "base.epochs=1",
                "-P",
                "fine-tune.samples=2000",
                "-o",
                directory.resolve("run").toString());
        assertEquals(0, outcome.code(), outcome::err);
        JsonNode report = new ObjectMapper().readTree(outcome.out());
        assertEquals(3, report.get("backends").size());
        for (JsonNode backend : report.get("backends")) {
            for (JsonNode finding : backend.get("findings")) {
                switch (finding.get("check").asText()) {
                    case "singular_values" ->
                        assertTrue(finding.get("measured").asDouble() <= SINGULAR_VALUES, finding::toString);
                    case "labels" -> assertEquals(0, finding.get("differing").size(), finding::toString);
                    default -> assertEquals("held", finding.get("verdict").asText(), finding::toString);
                }
            }
        }
    }
}
