package dev.eckart.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eckart.app.InProcess.Outcome;
import dev.eckart.app.onnx.ArraysFile;
import dev.eckart.app.onnx.ExportedModels;
import dev.eckart.app.onnx.ExternalExport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Models in directories of links: as a hub's cache keeps them, and one that stands for a model elsewhere. */
@DisabledOnOs(OS.WINDOWS)
class HubCacheTest {
    @TempDir
    private Path directory;

    private Path plain;
    private Path samples;

    @BeforeEach
    void writePlainModel() throws IOException {
        plain = Files.createDirectory(directory.resolve("plain")).resolve("model.onnx");
        ExternalExport.write(ExportedModels.gemmMlp(), plain, 256);
        samples = directory.resolve("samples.npz");
        SplittableRandom random = new SplittableRandom(1);
        float[] numbers = new float[40 * 24];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) random.nextDouble();
        }
        new ArraysFile().floats("input", numbers, 40, 24).write(samples);
    }

    /** {@code snapshots/X/model.onnx -> ../../blobs/abc} and the same of its data. */
    private Path cached() throws IOException {
        Path blobs = Files.createDirectories(directory.resolve("hub/blobs"));
        Path snapshot = Files.createDirectories(directory.resolve("hub/snapshots/X"));
        Files.copy(plain, blobs.resolve("abc"));
        Files.copy(plain.resolveSibling("model.onnx.data"), blobs.resolve("def"));
        Files.createSymbolicLink(snapshot.resolve("model.onnx.data"), Path.of("../../blobs/def"));
        return Files.createSymbolicLink(snapshot.resolve("model.onnx"), Path.of("../../blobs/abc"));
    }

    /** A link to a model that has its data beside it. */
    private Path linked() throws IOException {
        return Files.createSymbolicLink(
                Files.createDirectory(directory.resolve("linked")).resolve("model.onnx"),
                Path.of("../plain/model.onnx"));
    }

    private static JsonNode json(String... arguments) throws IOException {
        Outcome outcome = InProcess.run(arguments);
        assertEquals(0, outcome.code(), outcome::err);
        return new ObjectMapper().readTree(outcome.out());
    }

    /** Read, observed, refitted, run from memory and from the file, written and proved: the same model comes out. */
    private void assertSameAsPlain(Path model) throws IOException {
        Path smaller = directory.resolve("a/smaller.onnx");
        Path expected = directory.resolve("b/smaller.onnx");
        JsonNode report = compress(model, smaller);
        compress(plain, expected);
        assertTrue(report.get("parametersAfter").asLong() * 1.6
                <= report.get("parametersBefore").asLong());
        assertArrayEquals(Files.readAllBytes(expected), Files.readAllBytes(smaller));
        JsonNode difference = json("diff", model.toString(), plain.toString(), "--data", samples.toString(), "--json");
        assertEquals(0, difference.at("/outputs/relative").asDouble());
        assertEquals(
                json("inspect", plain.toString(), "--json").get("costs"),
                json("inspect", model.toString(), "--json").get("costs"));
    }

    private JsonNode compress(Path model, Path output) throws IOException {
        return json(
                "compress",
                model.toString(),
                "-o",
                output.toString(),
                "--ratio",
                "1.6",
                "--calibration",
                samples.toString(),
                "--threads",
                "1",
                "--backend",
                "ejml",
                "--no-timing",
                "--json");
    }

    @Test
    void aModelInAHubsCacheIsLikeAnyOther() throws IOException {
        assertSameAsPlain(cached());
    }

    @Test
    void aLinkToAModelWithDataStandsForThatModel() throws IOException {
        assertSameAsPlain(linked());
    }

    @Test
    void nothingElseIsOpened() throws IOException {
        Path model = cached();
        Path secret = Files.copy(plain.resolveSibling("model.onnx.data"), directory.resolve("hub/secret"));
        Path data = model.resolveSibling("model.onnx.data");
        Files.delete(data);
        Files.createSymbolicLink(data, secret);
        assertRefused(model, "leads out of the model's directory");
        Files.delete(data);
        Path below = Files.createDirectory(directory.resolve("hub/blobs/below")).resolve("def");
        Files.createSymbolicLink(data, Files.copy(secret, below));
        assertRefused(model, "leads out of the model's directory");
        Files.delete(data);
        assertRefused(model, "no such file");
    }

    /** Data that are linked to where a model is that has nothing to do with this one. */
    @Test
    void aModelThatIsNoLinkHasItsDataInItsOwnDirectory() throws IOException {
        Path model = cached();
        Files.delete(model);
        Files.copy(plain, model);
        assertRefused(model, "leads out of the model's directory");
    }

    private static void assertRefused(Path model, String said) {
        Outcome outcome = InProcess.run("inspect", model.toString());
        assertEquals(4, outcome.code(), outcome::err);
        assertTrue(outcome.err().contains(said), outcome::err);
    }
}
