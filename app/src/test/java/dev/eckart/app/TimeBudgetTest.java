package dev.eckart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eckart.app.InProcess.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    @Test
    void aTimeThatCannotBeKeptIsOneLine() {
        Outcome outcome = run("--backend", "ejml", "--preset", "best", "-P", "compress.budgets=[0.0001 us]");
        assertEquals(1, outcome.code(), outcome::err);
        assertTrue(outcome.err().contains("no smaller network takes '0.0001 us'"), outcome::err);
    }
}
