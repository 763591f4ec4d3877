package dev.eckart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eckart.app.InProcess.Outcome;
import dev.eckart.app.onnx.Damage;
import dev.eckart.app.onnx.ExportedModels;
import dev.eckart.app.onnx.measure.Costs;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.spi.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged models through the whole command: one line and 4, or a model that loads and is as small as was asked for. */
class DamagedModelsIT {
    private static final int COPIES = 1000;
    private static final Duration LONGEST = Duration.ofSeconds(20);

    @TempDir
    private Path directory;

    @Test
    void endInOneLineOrInAModelThatKeepsThePromises() throws IOException {
        SplittableRandom random = new Seed(11).random();
        List<ModelProto> models = List.copyOf(ExportedModels.all().values());
        Path model = directory.resolve("damaged.onnx");
        int done = 0;
        for (int i = 0; i < COPIES; i++) {
            Files.write(model, Damage.any(models.get(i % models.size()), random));
            done += compressed(model, i) ? 1 : 0;
        }
        assertTrue(done > 0 && done < COPIES, done + " of " + COPIES + " were still models");
    }

    private boolean compressed(Path model, int copy) throws IOException {
        Path smaller = directory.resolve("smaller.onnx");
        long start = System.nanoTime();
        Outcome outcome = InProcess.run(
                "compress",
                model.toString(),
                "-o",
                smaller.toString(),
                "--ratio",
                "1.5",
                "--json",
                "--no-timing",
                "-q",
                "--threads",
                "1",
                "--backend",
                "ejml",
                "--force");
        assertTrue(System.nanoTime() - start < LONGEST.toNanos(), "copy " + copy + " took too long");
        if (outcome.code() == 0) {
            keepsThePromises(smaller, new ObjectMapper().readTree(outcome.out()));
            Files.delete(smaller);
            return true;
        }
        String said = "copy " + copy + ": " + outcome.err();
        // With layers that are damaged beyond use there may be nothing left to make smaller.
        boolean nothingToDo = outcome.code() == 3 && outcome.err().contains("layer");
        assertTrue(outcome.code() == 4 || nothingToDo, said);
        assertEquals(1, outcome.err().lines().count(), said);
        assertTrue(Files.notExists(smaller), said);
        return false;
    }

    private static void keepsThePromises(Path smaller, JsonNode report) {
        OnnxModel written = OnnxModel.read(smaller);
        OnnxSession.open(written, 1).close();
        assertEquals(
                Costs.of(written).parameters(),
                report.at("/after/costs/parameters").asLong());
        assertTrue(report.get("parametersAfter").asLong() * 1.5
                <= report.get("parametersBefore").asLong());
    }
}
