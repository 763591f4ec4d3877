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
    /** Nothing but levels learns by these. */
    private static final String RATES = "fine-tune.learning-rate={2=0.003,1000=0.003,others=1000}";

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
                "compress.budgets=[3 us] | 3 us: allocator 'divisor' cuts to nominal levels, not to a time; take",
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

    @ParameterizedTest
    @ValueSource(strings = {"compress.budgets=[48490,10]|10", "compress.levels=[1000]|1000x"})
    void aSizeThatNoNetworkKeepsToIsSaidBeforeAnyTraining(String line) throws IOException {
        String[] parts = line.split("\\|");
        Outcome outcome = run(
                "--preset", "best", "--backend", "ejml", "-P", "base.learning-rate=1e12", "-P", RATES, "-P", parts[0]);
        outcome.assertError(2, "has " + parts[1] + ": no choice of ranks keeps to a budget of", "the smallest takes");
        assertEquals(List.of(), new RunCase(shared, directory).names());
    }

    /** What is fine-tuned with such a step keeps no accuracy. */
    @Test
    void aBudgetThatOnlyTheTrainedNetworkMissesCostsNothingElse() throws IOException {
        Outcome outcome = run(
                "--preset",
                "best",
                "--backend",
                "ejml",
                "-P",
                "compress.levels=[2]",
                "-P",
                "compress.budgets=[within 0 points]",
                "-P",
                RATES);
        assertEquals(1, outcome.code(), outcome::err);
        assertTrue(
                outcome.err()
                        .lines()
                        .reduce("", (one, last) -> last)
                        .startsWith("eckart: error: level within 0 points: no smaller network keeps the accuracy"),
                outcome::err);
        assertTrue(outcome.out().contains("within 0 points is left out: no smaller network"), outcome::out);
        JsonNode report =
                new ObjectMapper().readTree(directory.resolve("run/report.json").toFile());
        assertEquals("within 0 points", report.at("/missed/0/title").asText());
        assertEquals("trained", report.at("/compressed/0/status").asText());
        assertEquals(1, report.get("compressed").size());
        for (String file : List.of("base.onnx", "2x.onnx", "report.html")) {
            assertTrue(Files.exists(directory.resolve("run").resolve(file)), file);
        }
        assertTrue(Files.readString(directory.resolve("run/report.html")).contains("within 0 points is left out"));
        assertEquals(List.of("run"), new RunCase(shared, directory).names());
    }

    /** A run all of whose budgets are missed has a base. */
    @Test
    void theBaseIsKeptEvenIfNothingElseIs() throws IOException {
        Outcome outcome =
                run("--preset", "best", "--backend", "ejml", "-P", "compress.budgets=[within 0 points]", "-P", RATES);
        assertEquals(1, outcome.code(), outcome::err);
        assertTrue(Files.exists(directory.resolve("run/base.onnx")), outcome::err);
        assertTrue(Files.exists(directory.resolve("run/report.html")), outcome::err);
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
