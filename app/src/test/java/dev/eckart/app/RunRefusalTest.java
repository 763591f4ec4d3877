package dev.eckart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eckart.app.InProcess.Outcome;
import dev.eckart.app.data.IdxWriter;
import dev.eckart.app.data.digits.SyntheticDigits;
import dev.eckart.spi.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What ends a run before its time, and what is left then. */
class RunRefusalTest {
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "compress.budgets=[15000] | 15000: allocator 'divisor' cuts to nominal levels",
                "compress.budgets=[20000 macs] | 20000 macs: allocator 'divisor' cuts to nominal levels",
                "compress.budgets=[2x] | 2x: allocator 'divisor' cuts to nominal levels",
                "compress.budgets=[within 1 points] | within 1 points: allocator 'divisor' cuts to nominal levels",
                "compress.allocator=fixed | 1: allocator 'fixed' needs a rank, or 'dense', for each of the 3 linear layers",
            })
    void whatTheAllocatorCannotDoIsSaidBeforeAnyTraining(String line) throws IOException {
        String[] parts = line.split(" \\| ");
        Outcome outcome = run("--backend", "ejml", "-P", "base.learning-rate=1e12", "-P", parts[0]);
        outcome.assertError(2, parts[1]);
        assertEquals(List.of(), new RunCase(shared, directory).names());
    }

    @Test
    void anExistingRunIsKeptUnlessForced() throws IOException {
        run("--backend", "ejml");
        byte[] before = Files.readAllBytes(directory.resolve("run/report.json"));
        Outcome refused = run("--backend", "ejml", "--seed", "2");
        refused.assertError(2, "is not empty", "--force");
        assertEquals(before.length, Files.readAllBytes(directory.resolve("run/report.json")).length);
        assertEquals(0, run("--backend", "ejml", "--seed", "2", "--force").code());
        assertEquals(List.of("run"), new RunCase(shared, directory).names());
    }

    @Test
    void forceReplacesRunsOnly() throws IOException {
        Files.createDirectories(directory.resolve("run"));
        Files.writeString(directory.resolve("run/thesis.tex"), "years of work");
        run("--force").assertError(2, "holds no report.json");
        assertEquals("years of work", Files.readString(directory.resolve("run/thesis.tex")));
    }

    @Test
    void aRunDirectoryThatCannotBeIsSaidBeforeTheWork() throws IOException {
        Files.writeString(directory.resolve("run"), "a file");
        run().assertError(2, "is a file");
    }

    @Test
    void aDivergingBaseEndsInOneAndLeavesNothing() throws IOException {
        Outcome outcome = run("--backend", "ejml", "-P", "base.learning-rate=1e12");
        outcome.assertError(
                1, "training diverged", "in epoch 1 at learning rate 1.0E12", "try a learning rate of 1.0e+11");
        assertEquals(List.of(), new RunCase(shared, directory).names());
    }

    @Test
    void aDivergingLevelIsReportedAsThat() throws IOException {
        Outcome outcome = run("--backend", "ejml", "-P", "fine-tune.learning-rate={1=0.01,2=1000,4=0.01,8=0.01}");
        outcome.assertError(1, "level 2x: training diverged");
        JsonNode report =
                new ObjectMapper().readTree(directory.resolve("run/report.json").toFile());
        assertEquals("trained", report.at("/compressed/0/status").asText());
        assertEquals("diverged", report.at("/compressed/1/status").asText());
        assertTrue(report.at("/compressed/1/test/loss").isNull());
        assertEquals(4, report.get("compressed").size());
    }

    @Test
    void damagedOrMissingDataEndInFour() throws IOException {
        Path damaged = IdxWriter.write(directory.resolve("damaged"), SyntheticDigits.dataset(new Seed(3), 20, 10));
        byte[] labels = Files.readAllBytes(damaged.resolve("t10k-labels-idx1-ubyte"));
        Files.write(damaged.resolve("t10k-labels-idx1-ubyte"), java.util.Arrays.copyOf(labels, labels.length - 1));
        InProcess.run("run", "--data", damaged + "", "-o", directory + "/run").assertError(4, "t10k-labels-idx1-ubyte");
        InProcess.run("run", "--data", directory + "/nowhere", "-o", directory + "/run")
                .assertError(4, "does not exist");
        assertEquals(List.of("damaged"), new RunCase(shared, directory).names());
    }
}
