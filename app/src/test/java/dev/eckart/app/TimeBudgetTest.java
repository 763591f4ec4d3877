package dev.eckart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eckart.app.InProcess.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The main job with a time to keep to. */
class TimeBudgetTest {
    @TempDir
    private static Path shared;

    @TempDir
    private Path directory;

    @BeforeAll
    static void data() {
        RunCase.writeData(shared);
    }

    private Outcome run(String... more) {
        return new RunCase(shared, directory).run(more);
    }

    /** A millisecond is hundreds of times what the base takes, whatever the machine does besides. */
    @Test
    void theBestNetworkWithinATimeIsLookedFor() throws IOException {
        Outcome outcome = run(
                "--backend",
                "ejml",
                "--preset",
                "best",
                "-P",
                "compress.budgets=[1000 us]",
                "-P",
                "compress.keep-batch=64",
                "--json");
        JsonNode level = outcome.json().at("/compressed/0");
        assertEquals("1000 us", level.get("title").asText());
        assertEquals("nanoseconds", level.at("/budget/unit").asText());
        assertEquals(64, level.at("/time/batch").asInt());
        assertEquals(1000, level.at("/time/askedMicroseconds").asDouble());
        assertTrue(level.at("/time/measuredMicroseconds").asDouble() <= 1000, level::toString);
        assertEquals(84_060, level.get("parameters").asInt(), "all layers fit into it");
    }

    /** With such a step the training would not end well. */
    @ParameterizedTest
    @ValueSource(strings = {"0.0001 us", "0.0001x time"})
    void aTimeThatNothingTakesIsRefusedBeforeAnyTraining(String time) throws IOException {
        Outcome outcome = run(
                "--backend",
                "ejml",
                "--preset",
                "best",
                "-P",
                "base.learning-rate=1e12",
                "-P",
                "compress.budgets=[48490, " + time + "]");
        outcome.assertError(2, "'compress.budgets' has " + time + ": no network takes", "even a blank picture takes");
        assertEquals(List.of(), new RunCase(shared, directory).names());
    }
}
