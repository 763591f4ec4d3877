package dev.eckart.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The steps of a run as commands of their own, each from what the one before wrote. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StepTest {
    private static final List<String> SETTINGS = List.of(
            "--backend",
            "ejml",
            "--preset",
            "linear",
            "-P",
            "base.epochs=3",
            "-P",
            "base.batch-size=50",
            "-P",
            "fine-tune.epochs=2");

    private Path directory;
    private Path base;

    @BeforeAll
    void trained(@TempDir Path temporary) {
        directory = temporary;
        IdxWriter.write(directory.resolve("data"), SyntheticDigits.dataset(new Seed(3), 600, 200));
        base = directory.resolve("base.onnx");
        assertDone(step("train", "-o", base + ""));
    }

    private Outcome step(String command, String... more) {
        return InProcess.run(Stream.of(Stream.of(command, "--data", data()), SETTINGS.stream(), Stream.of(more))
                .flatMap(arguments -> arguments)
                .toArray(String[]::new));
    }

    private String data() {
        return directory.resolve("data") + "/";
    }

    private static void assertDone(Outcome outcome) {
        assertEquals(0, outcome.code(), outcome::err);
    }

    private static JsonNode report(Path model) throws IOException {
        return new ObjectMapper().readTree(Path.of(model + ".json").toFile());
    }

    /** By ranks alone, which is what a run can train: without data nobody knows that the input is a picture. */
    private Path compressed(String name) {
        return compressed(name, "--decomposer", "truncated-svd");
    }

    private Path compressed(String name, String... more) {
        Path small = directory.resolve(name);
        assertDone(InProcess.run(Stream.concat(
                        Stream.of("compress", base + "", "--ratio", "4", "--no-timing", "-o", small + ""),
                        Stream.of(more))
                .toArray(String[]::new)));
        return small;
    }

    @Test
    void whatIsNarrowAlongThePicturesIsTrainedAsAnyModelIs() throws IOException {
        Path narrow = compressed("narrow.onnx", "--data", data());
        assertTrue(report(narrow).get("layers").toString().contains("tucker"), report(narrow)::toString);
        Path out = directory.resolve("wide.onnx");
        assertRefused(
                4,
                step("fine-tune", narrow + "", "-P", "fine-tune.epochs=1", "-o", out + ""),
                out,
                "narrow.onnx",
                "any model");
        assertDone(InProcess.run(
                "fine-tune", narrow + "", "--teacher", base + "", "--data", data(), "--epochs", "1", "-o", out + ""));
        assertEquals(
                0,
                InProcess.run("evaluate", out + "", "--data", data(), "--json").code());
    }

    private void assertRefused(int code, Outcome outcome, Path untouched, String... words) {
        assertEquals(code, outcome.code(), outcome::err);
        String message = outcome.err()
                .lines()
                .filter(line -> line.contains("error"))
                .reduce((a, b) -> b)
                .orElseThrow();
        for (String word : words) {
            assertTrue(message.contains(word), message);
        }
        assertFalse(Files.exists(untouched));
        assertFalse(Files.exists(Path.of(untouched + ".json")));
    }

    @Test
    void trainEndsInTheBitsOfARunsBase() throws IOException {
        Path run = directory.resolve("run");
        assertDone(step("run", "-P", "compress.levels=[]", "-o", run + ""));
        assertArrayEquals(Files.readAllBytes(run.resolve("base.onnx")), Files.readAllBytes(base));
        JsonNode whole = new ObjectMapper().readTree(run.resolve("report.json").toFile());
        assertEquals(
                StableJson.of(whole.get("base")), StableJson.of(report(base).get("network")));
        assertEquals(
                whole.at("/models/0/sha256"), report(base).at("/model/sha256"), "the report names the file it is of");
    }

    @Test
    void eachStepStartsFromWhatTheOneBeforeWrote() throws IOException {
        Path small = compressed("small.onnx");
        Path tuned = directory.resolve("tuned.onnx");
        Outcome outcome = step("fine-tune", small + "", "-P", "fine-tune.epochs=6", "-o", tuned + "");
        assertDone(outcome);
        JsonNode report = report(tuned);
        assertEquals(accuracy(small), report.at("/before/accuracy").asDouble());
        assertEquals(accuracy(tuned), report.at("/network/test/accuracy").asDouble());
        assertTrue(report.at("/network/train/loss").asDouble() < trainingLoss(small), "it has learnt something");
        assertEquals(small + "", report.get("from").asText());
        assertTrue(outcome.out().contains("before fine-tuning"), outcome::out);
    }

    /** As ONNX Runtime finds it. */
    private double accuracy(Path model) throws IOException {
        Outcome outcome = InProcess.run("evaluate", model + "", "--data", data(), "--json");
        assertDone(outcome);
        return new ObjectMapper().readTree(outcome.out()).get("accuracy").asDouble();
    }

    private double trainingLoss(Path model) throws IOException {
        Path untuned = directory.resolve("untuned.onnx");
        assertDone(step("fine-tune", model + "", "-P", "fine-tune.epochs=0", "-o", untuned + "", "--json"));
        return report(untuned).at("/network/train/loss").asDouble();
    }

    @Test
    void withoutEpochsNoWeightIsChanged() throws IOException {
        Path same = directory.resolve("same.onnx");
        assertDone(step("fine-tune", base + "", "-P", "fine-tune.epochs=0", "-o", same + ""));
        assertArrayEquals(Files.readAllBytes(base), Files.readAllBytes(same));
    }

    @Test
    void theTeacherIsListenedTo() throws IOException {
        Path small = compressed("pupil.onnx");
        Path alone = directory.resolve("alone.onnx");
        Path taught = directory.resolve("taught.onnx");
        Path again = directory.resolve("again.onnx");
        String weight = "fine-tune.distillation.weight=0.9";
        assertDone(step("fine-tune", small + "", "-o", alone + ""));
        for (Path output : List.of(taught, again)) {
            assertDone(step("fine-tune", small + "", "--teacher", base + "", "-P", weight, "-o", output + ""));
        }
        assertArrayEquals(Files.readAllBytes(taught), Files.readAllBytes(again), "the same again");
        assertEquals(-1, Files.mismatch(taught, again));
        assertTrue(Files.mismatch(alone, taught) >= 0);
    }

    @Test
    void aTeacherThatIsMissingOrNotHeardIsAnError() {
        Path out = directory.resolve("none.onnx");
        String weight = "fine-tune.distillation.weight";
        assertRefused(
                2,
                step("fine-tune", base + "", "-P", weight + "=0.9", "-o", out + ""),
                out,
                "-P " + weight,
                "--teacher");
        assertRefused(
                2, step("fine-tune", base + "", "--teacher", base + "", "-o", out + ""), out, "--teacher", weight);
    }

    @Test
    void whatDoesNotFitIsRefused() {
        Path out = directory.resolve("unfit.onnx");
        Path other = directory.resolve("other.onnx");
        assertRefused(
                2,
                step("fine-tune", base + "", "--precision", "float64", "-o", out + ""),
                out,
                "base.onnx",
                "--precision float32");
        assertRefused(4, step("fine-tune", other + "", "-o", out + ""), out, "other.onnx");
    }

    @Test
    void nothingIsReplacedUnasked() throws IOException {
        byte[] before = Files.readAllBytes(base);
        Outcome again = step("train", "-o", base + "");
        assertEquals(2, again.code());
        assertTrue(again.err().contains("--force"), again::err);
        Outcome self = step("fine-tune", base + "", "-o", base + "", "--force");
        assertEquals(2, self.code());
        assertTrue(self.err().contains("is the model itself"), self::err);
        assertArrayEquals(before, Files.readAllBytes(base));
    }

    @Test
    void aTrainingThatDivergesLeavesNothing() {
        Path out = directory.resolve("diverged.onnx");
        assertRefused(1, step("train", "-P", "base.learning-rate=1e30", "-o", out + ""), out, "learning rate");
        assertRefused(
                1,
                step("fine-tune", base + "", "-P", "fine-tune.learning-rate=1e30", "-o", out + ""),
                out,
                "learning rate");
    }
}
