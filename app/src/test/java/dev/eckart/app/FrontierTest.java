package dev.eckart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A frontier, from command line to files, on digits drawn for it. */
class FrontierTest {
    @TempDir
    private Path directory;

    @BeforeEach
    void data() throws IOException {
        IdxWriter.write(directory, SyntheticDigits.dataset(new Seed(3), 600, 200));
    }

    @Test
    void everyPointIsWhatARunFinds() throws IOException {
        JsonNode report = frontier(
                0, "--decomposers", "truncated-svd,bilinear-svd", "--allocators", "greedy,knapsack", "--seeds", "2");
        assertEquals("[7,8]", report.get("seeds").toString());
        assertEquals(8, report.get("points").size());
        JsonNode point = report.at("/points/7");
        assertEquals("bilinear-svd", point.get("decomposer").asText());
        assertEquals("knapsack", point.get("allocator").asText());
        assertEquals("5873", point.get("size").asText());
        JsonNode run = json(InProcess.run(arguments(
                "run",
                "--seed",
                "8",
                "-P",
                "compress.decomposer=bilinear-svd",
                "-P",
                "compress.allocator=knapsack",
                "-P",
                "compress.budgets=5873")));
        assertEquals(run.at("/base/test/accuracy"), report.at("/base/accuracy/values/1"));
        assertEquals(run.at("/compressed/0/test/accuracy"), point.at("/measured/accuracy/values/1"));
        assertEquals(run.at("/compressed/0/beforeFineTune/test/accuracy"), point.at("/measured/factorised/values/1"));
        assertEquals(
                run.at("/compressed/0/parameters").asDouble(),
                point.at("/measured/parameters/values/1").asDouble());
    }

    @Test
    void meansAndDeviationsAreThoseOfTheValues() throws IOException {
        JsonNode accuracy = frontier(0, "--seeds", "3").at("/points/0/measured/accuracy");
        double[] values = new double[3];
        double mean = 0;
        for (int i = 0; i < 3; i++) {
            values[i] = accuracy.at("/values/" + i).asDouble();
            mean += values[i] / 3;
        }
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        assertEquals(mean, accuracy.get("mean").asDouble(), 4 * Math.ulp(1.0));
        assertEquals(Math.sqrt(squares / 2), accuracy.get("deviation").asDouble(), 4 * Math.ulp(1.0));
    }

    @Test
    void whatOneWayCannotDoOthersStillDo() throws IOException {
        JsonNode report = frontier(1, "--allocators", "divisor,knapsack", "--seeds", "1");
        assertTrue(report.at("/points/0/failure").asText().startsWith("allocator 'divisor' cuts to nominal levels"));
        assertTrue(report.at("/points/0/measured").isNull());
        assertTrue(report.at("/points/2/failure").isNull());
        assertTrue(report.at("/points/2/measured/accuracy/deviation").isNull(), "a single seed has no deviation");
        List<String> lines = Files.readAllLines(directory.resolve("frontier/frontier.csv"));
        assertEquals(5, lines.size());
        int columns = lines.get(0).split(",", -1).length;
        lines.forEach(line -> assertEquals(columns, line.split(",", -1).length, line));
    }

    @Test
    void whatNoWayCanDoIsSaidBeforeAnyTraining() {
        Outcome outcome = InProcess.run(arguments("frontier", "--allocators", "divisor,energy", "--budgets", "15000"));
        assertEquals(2, outcome.code(), outcome::err);
        assertTrue(
                outcome.err().contains("--budgets: 'compress.budgets' has 15000: allocator 'divisor'"), outcome::err);
        assertFalse(Files.exists(directory.resolve("frontier")));
    }

    /** Such a learning rate ends every training: what is refused as a size has not been trained for. */
    @Test
    void aSizeThatNoWayReachesIsSaidBeforeAnyTraining() {
        String message = hopeless("10").err();
        Matcher least = Pattern.compile(
                        "--budgets: 'compress.budgets' has 10: no choice of ranks keeps to a budget of 10;"
                                + " the smallest takes (\\d+): ask for more")
                .matcher(message);
        assertTrue(least.find(), message);
        assertEquals(1, message.lines().filter(line -> line.contains("error")).count(), message);
        long smallest = Long.parseLong(least.group(1));
        assertEquals(2, hopeless("" + (smallest - 1)).code());
        hopeless("" + smallest).assertError(1, "training diverged");
        assertFalse(Files.exists(directory.resolve("frontier")));
    }

    private Outcome hopeless(String budget) {
        Outcome outcome = InProcess.run(arguments(
                "frontier",
                "--decomposers",
                "bilinear-svd,truncated-svd",
                "--allocators",
                "divisor,knapsack",
                "--budgets",
                "48490," + budget,
                "-P",
                "base.learning-rate=1e12"));
        assertTrue(List.of(1, 2).contains(outcome.code()), outcome::err);
        return outcome;
    }

    @Test
    void aTimeThatNoWayTakesIsSaidBeforeAnyTraining() {
        InProcess.run(arguments("frontier", "--budgets", "48490,0.0001 us", "-P", "base.learning-rate=1e12"))
                .assertError(2, "'compress.budgets' has 0.0001 us: no network takes", "even a blank picture takes");
    }

    @Test
    void aLevelAndABudgetOfOneNumberAreTwoPoints() throws IOException {
        JsonNode points = frontier(0, "--seeds", "1", "--budgets", "2x", "-P", "compress.levels=[2]")
                .get("points");
        assertEquals(List.of("2x", "2x budget"), points.findValuesAsText("size"));
        points.forEach(
                point -> assertEquals(1, point.at("/measured/accuracy/values").size()));
    }

    @Test
    void twoWorkersFindTheSame() throws IOException {
        JsonNode one = frontier(0, "--seeds", "2", "--threads", "1");
        JsonNode two = frontier(0, "--seeds", "2", "--threads", "1", "--workers", "2");
        assertEquals(StableJson.of(one), StableJson.of(two));
    }

    @Test
    void anEngineThatIsNotThereIsNamed() {
        Outcome outcome = InProcess.run(arguments("frontier", "--engine", "sprak"));
        outcome.assertError(2, "--engine: no engine is named 'sprak'", "found [local]");
        InProcess.run(arguments("frontier", "--master", "spark://somewhere:7077"))
                .assertError(1, "'local' is this process and has no master such as 'spark://somewhere:7077'");
        InProcess.run(arguments("frontier", "--engine-options", "memory"))
                .assertError(2, "'engine.options' has 'memory'");
        assertFalse(Files.exists(directory.resolve("frontier")));
    }

    @Test
    void thereIsNothingToGoOnWithOfWhatWasNotCutOff() throws IOException {
        frontier(0, "--seeds", "1");
        InProcess.run("frontier", "--resume", directory.resolve("frontier").toString())
                .assertError(2, "nothing of " + directory.resolve("frontier"), "frontier.json");
    }

    @Test
    void noOtherPointIsSmallerAndMoreAccurateThanTheBest() throws IOException {
        JsonNode points = frontier(0, "--decomposers", "truncated-svd,bilinear-svd", "--seeds", "1")
                .get("points");
        for (JsonNode one : points) {
            boolean beaten = false;
            for (JsonNode other : points) {
                beaten |= mean(other, "parameters") <= mean(one, "parameters")
                        && mean(other, "accuracy") >= mean(one, "accuracy")
                        && !(mean(other, "parameters") == mean(one, "parameters")
                                && mean(other, "accuracy") == mean(one, "accuracy"));
            }
            assertEquals(!beaten, one.at("/measured/best").asBoolean(), one::toString);
        }
    }

    @Test
    void aNameThatIsNotThereIsFoundBeforeTheTraining() {
        Outcome outcome = InProcess.run(arguments("frontier", "--decomposers", "bilinear-sdv"));
        assertEquals(2, outcome.code());
        assertTrue(outcome.err().contains("--decomposers: 'frontier.decomposers'"), outcome::err);
        assertTrue(outcome.err().contains("did you mean 'bilinear-svd'"), outcome::err);
        assertFalse(Files.exists(directory.resolve("frontier")));
    }

    private static double mean(JsonNode point, String figure) {
        return point.at("/measured/" + figure + "/mean").asDouble();
    }

    private JsonNode frontier(int code, String... options) throws IOException {
        List<String> own = new ArrayList<>(List.of("frontier", "--seed", "7"));
        own.addAll(List.of(options));
        Outcome outcome = InProcess.run(arguments(own.toArray(String[]::new)));
        assertEquals(code, outcome.code(), outcome::err);
        return json(outcome);
    }

    private static JsonNode json(Outcome outcome) throws IOException {
        return new ObjectMapper().readTree(outcome.out());
    }

    private String[] arguments(String... own) {
        List<String> arguments = new ArrayList<>(List.of(own));
        arguments.addAll(List.of(
                "--preset",
                "best",
                "--backend",
                "ejml",
                "--data",
                directory + "/",
                "-o",
                directory.resolve(own[0]).toString(),
                "--force",
                "--json",
                "-P",
                "base.epochs=2",
                "-P",
                "fine-tune.epochs=1"));
        if (!String.join(" ", own).contains("budgets")) {
            arguments.addAll(List.of("-P", "compress.budgets=[24219,5873]"));
        }
        return arguments.toArray(String[]::new);
    }
}
