package dev.eckart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eckart.app.Installation.Outcome;
import dev.eckart.app.data.IdxWriter;
import dev.eckart.app.data.digits.SyntheticDigits;
import dev.eckart.spi.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runs the plug-ins of a project that is none of ours: their jar, built outside the reactor, in the distribution. */
@DisabledOnOs(OS.WINDOWS)
class ThirdPartyIT {
    @TempDir
    private Path directory;

    private Installation eckart;

    @BeforeEach
    void dropIn() throws IOException {
        eckart = Installation.copyTo(directory.resolve("eckart"));
        Files.copy(Path.of(System.getProperty("eckart.third-party")), eckart.plugins("acme-plugins.jar"));
    }

    @Test
    void theyAreListedAndWork() throws IOException {
        JsonNode list = json(eckart.run("list", "--json", "--probe"));
        JsonNode plain = named(list.get("backends"), "plain");
        assertTrue(plain.get("works").asBoolean(), plain::toString);
        assertEquals("[\"float32\",\"float64\"]", plain.get("precisions").toString());
        named(list.get("decomposers"), "balanced-svd");
        assertEquals(0, list.get("failures").size(), list::toString);
    }

    @Test
    void aRunUsesThem() throws IOException {
        Path data = IdxWriter.write(directory.resolve("data"), SyntheticDigits.dataset(new Seed(3), 200, 100));
        JsonNode report = json(eckart.run(
                "run",
                "--preset",
                "linear",
                "--backend",
                "plain",
                "-P",
                "compress.decomposer=balanced-svd",
                "-P",
                "precision=float64",
                "-P",
                "base.epochs=2",
                "-P",
                "fine-tune.epochs=1",
                "--data",
                data.toString(),
                "-o",
                directory.resolve("run").toString(),
                "--json"));
        assertEquals("plain", report.at("/backend/name").asText());
        assertEquals(
                List.of("balanced-svd [100,50,10]", "balanced-svd [50,25,5]"),
                StreamSupport.stream(report.get("compressed").spliterator(), false)
                        .map(level -> level.get("decomposer").asText() + " " + level.get("ranks"))
                        .limit(2)
                        .toList());
        // All ranks kept, the factors compute what the layers did.
        assertEquals(report.at("/base/test/accuracy"), report.at("/compressed/0/beforeFineTune/test/accuracy"));
    }

    private static JsonNode json(Outcome outcome) throws IOException {
        assertEquals(0, outcome.code(), outcome::err);
        return new ObjectMapper().readTree(outcome.out());
    }

    private static JsonNode named(JsonNode plugins, String name) {
        return StreamSupport.stream(plugins.spliterator(), false)
                .filter(plugin -> plugin.get("name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not among " + plugins));
    }
}
