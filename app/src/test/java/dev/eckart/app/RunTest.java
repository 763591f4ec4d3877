package dev.eckart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eckart.app.InProcess.Outcome;
import dev.eckart.app.data.Dataset;
import dev.eckart.app.data.IdxWriter;
import dev.eckart.app.data.Pictures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The main job on a small data set, from command line to run directory. */
class RunTest {
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

    private JsonNode report(String... more) throws IOException {
        return run(Stream.concat(Stream.of(more), Stream.of("--json")).toArray(String[]::new))
                .json();
    }

    @Test
    void theReportHasTheDocumentsCountsAndRanks() throws IOException {
        Outcome outcome = run("--backend", "ejml", "--json");
        assertEquals(0, outcome.code(), outcome::err);
        JsonNode report = new ObjectMapper().readTree(outcome.out());
        assertEquals(
                report,
                new ObjectMapper().readTree(directory.resolve("run/report.json").toFile()));
        assertEquals(1, report.get("schema").asInt());
        assertEquals("ejml", report.at("/backend/name").asText());
        assertEquals("float32", report.at("/backend/precision").asText());
        assertEquals(84_060, report.at("/base/parameters").asInt());
        assertEquals(2, report.at("/base/epochs").size());
        assertEquals(
                List.of("[100,50,10] 96820", "[50,25,5] 48490", "[25,12,2] 24219", "[12,6,1] 11747"),
                levels(report)
                        .map(level -> level.get("ranks") + " " + level.get("parameters"))
                        .toList());
        assertEquals(
                List.of(83_900, 48_250, 24_020, 11_568),
                levels(report).map(level -> level.get("macs").asInt()).toList());
        assertSpeed(report.get("base"));
        assertTrue(report.at("/base/latency/share").isNull(), "the others are compared with it");
        levels(report).forEach(level -> {
            assertSpeed(level);
            assertWithinQuartiles(level.at("/latency/share"), "median");
            assertWithinQuartiles(level.at("/throughput/share"), "median");
            assertEquals(200, sum(level.get("confusion")));
            assertEquals(
                    84_060.0 / level.get("parameters").asInt(),
                    level.get("ratio").asDouble());
            assertEquals(1, level.get("epochs").size());
            assertFalse(level.at("/beforeFineTune/test/accuracy").isMissingNode());
        });
    }

    private static void assertSpeed(JsonNode model) {
        assertEquals(4 * model.get("parameters").asInt(), model.get("bytes").asInt());
        assertWithinQuartiles(model.get("latency"), "batch1Microseconds");
        assertWithinQuartiles(model.get("throughput"), "batch1024PerSecond");
    }

    private static void assertWithinQuartiles(JsonNode speed, String median) {
        double lower = speed.at("/quartiles/lower").asDouble();
        assertTrue(lower > 0, speed::toString);
        assertTrue(lower <= speed.get(median).asDouble(), speed::toString);
        assertTrue(speed.get(median).asDouble() <= speed.at("/quartiles/upper").asDouble(), speed::toString);
    }

    @Test
    void factorsThatAreNoFasterGoBackAndTheRunSaysWhy() throws IOException {
        Outcome outcome = run("--backend", "ejml", "-P", "compress.keep=faster", "-P", "compress.levels=[1]");
        assertTrue(outcome.out().contains("dense-1 stays dense: rank 100 takes "), outcome::out);
        JsonNode level = new ObjectMapper()
                .readTree(directory.resolve("run/report.json").toFile())
                .at("/compressed/0");
        assertEquals("[null,null,null]", level.get("ranks").toString());
        assertEquals(84_060, level.get("parameters").asInt());
        assertTrue(
                outcome.out()
                        .lines()
                        .anyMatch(line -> line.matches("1x +1\\.000 +1\\.000( +[0-9.]+ \\([0-9.-]+\\)){2}")),
                outcome::out);
        assertEquals(
                List.of("dense-1", "dense-2", "dense-3"), level.get("keptDense").findValuesAsText("layer"));
        assertEquals(1, level.at("/keptDense/2/latency/batch").asInt());
    }

    @Test
    void budgetsAreKeptAndTheReportTellsTheChoices() throws IOException {
        JsonNode report = report(
                "--backend",
                "ejml",
                "--preset",
                "best",
                "-P",
                "compress.budgets=[11747, 50%]",
                "-P",
                "compress.exclude-layers=[dense-3]");
        assertEquals(2, report.get("compressed").size());
        for (int i = 0; i < 2; i++) {
            JsonNode level = report.at("/compressed/" + i);
            long limit = level.at("/budget/amount").asLong();
            assertEquals(i == 0 ? 11_747 : 42_030, limit);
            assertEquals("parameters", level.at("/budget/unit").asText());
            assertTrue(level.get("level").isNull());
            assertTrue(level.get("parameters").asLong() <= limit, level::toString);
            assertEquals(0, level.get("gap").asDouble());
            assertTrue(level.at("/choices/0/label").asText().matches("(bilinear|rank) .*"), level::toString);
            assertTrue(level.at("/choices/0/reason").isNull());
            assertEquals(
                    "not among the layers to factorise",
                    level.at("/choices/2/reason").asText());
        }
        assertTrue(report.at("/compressed/0/choices/0/label").asText().startsWith("bilinear "), report::toString);
        assertEquals("dense", report.at("/compressed/0/choices/2/label").asText());
    }

    /** Nominal level 2 of three layers, and half of all parameters, are two things. */
    @Test
    void aLevelAndABudgetOfOneNumberAreTwo() throws IOException {
        JsonNode report = report(
                "--backend",
                "ejml",
                "-P",
                "compress.allocator=knapsack",
                "-P",
                "compress.levels=[2]",
                "-P",
                "compress.budgets=[2x, 20000]");
        assertEquals(
                List.of("2x", "2x budget", "20000"), report.get("compressed").findValuesAsText("title"));
        assertEquals("level", report.at("/compressed/0/budget/unit").asText());
        assertEquals("parameters", report.at("/compressed/1/budget/unit").asText());
        assertEquals(42_030, report.at("/compressed/1/budget/amount").asInt());
        assertTrue(report.at("/compressed/1/level").isNull());
        assertEquals(
                List.of("base.onnx", "2x.onnx", "2x-budget.onnx", "20000.onnx"),
                report.get("models").findValuesAsText("file"));
    }

    @Test
    void withoutActivationAndWithFullRankNothingIsLostByFactorising() throws IOException {
        JsonNode report = report("--backend", "commons-math");
        assertEquals(report.at("/base/test/accuracy"), report.at("/compressed/0/beforeFineTune/test/accuracy"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nd4j", "ejml", "commons-math"})
    void theSameSeedGivesTheSameBits(String backend) throws IOException {
        JsonNode first = report("--backend", backend, "--seed", "7");
        JsonNode second = report("--backend", backend, "--seed", "7", "--force");
        assertEquals(StableJson.of(first), StableJson.of(second));
        assertFalse(StableJson.of(first).equals(StableJson.of(report("--backend", backend, "--seed", "8", "--force"))));
    }

    @Test
    void theConfigurationThatIsKeptRepeatsTheRun() throws IOException {
        JsonNode first = report("--backend", "ejml");
        Path kept = directory.resolve("run/config.conf");
        Outcome again = InProcess.run("run", "-c", kept.toString(), "-o", directory.resolve("again") + "", "--json");
        assertEquals(StableJson.of(first), StableJson.of(new ObjectMapper().readTree(again.out())), again::err);
    }

    @Test
    void endsInATablePeopleCanRead() {
        Outcome outcome = run("--backend", "ejml");
        assertTrue(outcome.out().contains("Total parameters: 84,060"), outcome::out);
        String table = outcome.out().substring(outcome.out().indexOf("Top-1 accuracy on the 200"));
        assertTrue(table.replaceAll(" +", " ").contains("2x 50, 25, 5 48,490 1.73x"), table);
        assertFalse(table.contains("The document"), "its figures belong to MNIST");
        assertTrue(outcome.err().contains("note: backend ejml"), outcome::err);
    }

    @Test
    void theSizeGuardKeepsLayersDense() throws IOException {
        JsonNode report = report("--backend", "ejml", "-P", "compress.allow-larger=false");
        assertEquals("[null,null,null]", report.at("/compressed/0/ranks").toString());
        assertEquals(84_060, report.at("/compressed/0/parameters").asInt());
        assertEquals("[50,25,5]", report.at("/compressed/1/ranks").toString());
    }

    @Test
    void thePersonIsToldWhyALayerStaysDense() {
        Outcome outcome = run("--backend", "ejml", "-P", "compress.exclude-layers=dense-2");
        assertEquals(0, outcome.code(), outcome::err);
        assertTrue(outcome.out().contains("dense-2 stays dense: not among the layers to factorise\n"), outcome::out);
    }

    @Test
    void theSmallestNetworkThatKeepsAnAccuracyIsLookedFor() throws IOException {
        JsonNode report = report("--backend", "ejml", "--preset", "best", "-P", "compress.budgets=[within 20 points]");
        JsonNode level = report.at("/compressed/0");
        assertEquals("within 20 points", level.get("title").asText());
        double floor = report.at("/base/train/accuracy").asDouble() - 0.2;
        assertEquals(floor, level.at("/floor/accuracy").asDouble(), Math.ulp(1.0));
        assertTrue(level.at("/train/accuracy").asDouble() >= floor, level::toString);
        assertTrue(level.get("parameters").asInt() < 84_060, level::toString);
        assertTrue(level.at("/floor/tries").size() > 2, level::toString);
    }

    @Test
    void quietLeavesStderrToWarnings() {
        String err = run("--backend", "ejml", "--quiet").err();
        assertTrue(err.lines().allMatch(line -> line.startsWith("eckart: warning: ")), err);
    }

    /** Two labels that are 255 apart: the network has 256 outputs, which nobody may overlook. */
    @Test
    void labelsThatJumpAreWarnedOf() throws IOException {
        byte[] labels = new byte[40];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) (i % 2 == 0 ? 0 : 255);
        }
        Pictures pictures = new Pictures(40, 4, 4, new byte[40 * 16], labels, 256);
        Path place = IdxWriter.write(directory.resolve("far"), Dataset.of("far", pictures, pictures, "a test"));
        Outcome outcome = InProcess.run(
                "run",
                "--data",
                place + "/",
                "-o",
                directory + "/run",
                "--preset",
                "linear",
                "--backend",
                "ejml",
                "-P",
                "base.epochs=1",
                "-P",
                "compress.levels=[]");
        assertEquals(0, outcome.code(), outcome::err);
        List<String> warnings = outcome.err()
                .lines()
                .filter(line -> line.startsWith("eckart: warning: the labels of far jump: "))
                .toList();
        assertEquals(1, warnings.size(), outcome::err);
        assertTrue(warnings.get(0).contains("254 of 256 classes have no picture (1, 2, 3, ...)"), warnings.get(0));
        assertFalse(run("--backend", "ejml", "--force", "-P", "compress.levels=[]")
                .err()
                .contains("jump"));
    }

    private static Stream<JsonNode> levels(JsonNode report) {
        return StreamSupport.stream(report.get("compressed").spliterator(), false);
    }

    private static int sum(JsonNode matrix) {
        int sum = 0;
        for (JsonNode row : matrix) {
            for (JsonNode count : row) {
                sum += count.asInt();
            }
        }
        return sum;
    }
}
