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
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The user's document on real MNIST. */
@Tag("mnist")
@EnabledIfEnvironmentVariable(
        named = "ECKART_DATA",
        matches = ".+",
        disabledReason = "needs real MNIST: set ECKART_DATA to a directory that holds mnist/ with its IDX files")
class MnistIT {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"nd4j", "ejml", "commons-math"})
    void theDocumentsPipelineRunsOnEveryBackend(String backend) throws IOException {
        JsonNode report =
                run("--preset", "document", "--backend", backend, "-P", "base.epochs=3", "-P", "fine-tune.epochs=1");
        assertEquals(84_060, report.at("/base/parameters").asInt());
        assertEquals(
                List.of("[100,50,10] 96820", "[50,25,5] 48490", "[25,12,2] 24219", "[12,6,1] 11747"),
                StreamSupport.stream(report.get("compressed").spliterator(), false)
                        .map(level -> level.get("ranks") + " " + level.get("parameters"))
                        .toList());
        atLeast(0.75, report.at("/base/test/accuracy"));
    }

    /** The document's base reaches 95.8 +- .4; what its levels keep was measured with a linear chain of factors. */
    @Test
    void theLinearPresetKeepsWhatTheDocumentLost() throws IOException {
        JsonNode report = run("--preset", "linear", "--backend", "nd4j");
        assertEquals(0.958, report.at("/base/test/accuracy").asDouble(), 0.004);
        assertEquals("trained", report.at("/compressed/0/status").asText());
        atLeast(0.95, report.at("/compressed/1/test/accuracy"));
        atLeast(0.89, report.at("/compressed/2/test/accuracy"));
        atLeast(0.38, report.at("/compressed/3/test/accuracy"));
    }

    /** Measured with five seeds: 98.87 +- .11 before, after and in between; .2 points are three standard errors. */
    @Test
    void theDefaultKeepsNextToAllOfAStrongBase() throws IOException {
        JsonNode report = run("--backend", "nd4j");
        double base = report.at("/base/test/accuracy").asDouble();
        atLeast(0.982, report.at("/base/test/accuracy"));
        double[] lost = {0.001, 0.0015, 0.0025, 0.015};
        int[] budgets = {48_490, 24_219, 11_747, 5_873};
        for (int i = 0; i < budgets.length; i++) {
            JsonNode level = report.at("/compressed/" + i);
            assertTrue(level.get("parameters").asInt() <= budgets[i], level.get("parameters")::toString);
            atLeast(base - lost[i] - 0.002, level.at("/test/accuracy"));
        }
    }

    private static void atLeast(double least, JsonNode accuracy) {
        assertTrue(accuracy.asDouble() >= least, () -> accuracy + " is below " + least);
    }

    private JsonNode run(String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                "--data",
                "mnist",
                "--offline",
                "--json",
                "-o",
                directory.resolve("run").toString()));
        arguments.addAll(List.of(options));
        Outcome outcome = InProcess.run(System.getenv(), arguments.toArray(String[]::new));
        assertEquals(0, outcome.code(), outcome::err);
        return new ObjectMapper().readTree(outcome.out());
    }
}
