package dev.eckart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.eckart.app.InProcess.Outcome;
import dev.eckart.app.onnx.ArraysFile;
import dev.eckart.app.onnx.ExportedModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operations show of how far they are, if each of their stages takes a second or more. */
class OperationsProgressTest {
    @TempDir
    private Path directory;

    @Test
    void inspectTellsOfLayers() throws IOException {
        assertEquals(List.of("decomposing: 100 %: layers/s"), told("inspect", model(), "--backend", "ejml"));
        assertEquals(List.of(), told("inspect", model(), "--no-spectra"));
    }

    @Test
    void compressTellsOfEveryStage() throws IOException {
        String samples = samples().toString();
        String smaller = directory.resolve("smaller.onnx").toString();
        List<String> wanted = List.of(
                "gradients of 2 layers: 100 %: samples/s",
                "observing 2 layers: 100 %: operators/s",
                "factorising 2 layers: 100 %: layers/s",
                "refitting 2 layers: 100 %: operators/s",
                "comparing the outputs: 100 %: samples/s",
                "comparing the outputs: 100 %: samples/s",
                "comparing the outputs: 100 %: samples/s",
                "timing: 100 %: batch sizes/s");
        assertEquals(
                wanted,
                told("compress", model(), "--ratio", "3", "--data", samples, "-o", smaller, "--backend", "ejml"));
    }

    @Test
    void diffAndEvaluateTellOfSamplesAndTimes() throws IOException {
        assertEquals(
                List.of("comparing the outputs: 100 %: samples/s", "timing: 100 %: batch sizes/s"),
                told("diff", model(), model()));
        assertEquals(
                List.of("evaluating: 100 %: samples/s", "timing: 100 %: batch sizes/s"),
                told("evaluate", model(), "--data", samples().toString()));
    }

    @Test
    void nothingIsToldIfQuiet() throws IOException {
        assertEquals(
                "",
                InProcess.slowly("inspect", model(), "--backend", "ejml", "-q").err());
        assertEquals("", InProcess.slowly("diff", model(), model(), "--quiet").err());
    }

    @Test
    void reportTellsOfItsParts() {
        Path run = ReportRun.in(directory).directory();
        assertEquals(List.of("making the page: 100 %: parts/s"), told("report", run.toString()));
        assertEquals("", InProcess.slowly("report", run.toString(), "-q").err());
    }

    private String model() throws IOException {
        return Files.write(
                        directory.resolve("model.onnx"),
                        ExportedModels.gemmMlp().toByteArray())
                .toString();
    }

    private Path samples() throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        float[] numbers = new float[40 * 24];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) random.nextDouble(-1, 1);
        }
        long[] labels = new long[40];
        Path file = directory.resolve("samples.npz");
        new ArraysFile()
                .floats("input", numbers, 40, 24)
                .integers("labels", labels)
                .write(file);
        return file;
    }

    /** Each stage as it ended; what is told on the way, and how fast it went, left out. */
    private static List<String> told(String... arguments) {
        Outcome outcome = InProcess.slowly(arguments);
        assertEquals(0, outcome.code(), outcome::err);
        return outcome.err()
                .lines()
                .filter(line -> line.contains(", took "))
                .map(line -> line.replaceFirst(", took [^,]*, [0-9.kM]+", ":"))
                .toList();
    }
}
