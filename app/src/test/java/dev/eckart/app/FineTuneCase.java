package dev.eckart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.eckart.app.InProcess.Outcome;
import dev.eckart.app.onnx.ArraysFile;
import dev.eckart.app.onnx.ExportedModels;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.spi.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * A model, the smaller one that was made of it, and samples of 24 numbers and 5 classes.
 *
 * @param directory where they are, and nothing else is
 */
record FineTuneCase(Path directory) {
    /** Of two layers with 24, 20 and 5 numbers, cut by half. */
    static FineTuneCase in(Path directory) throws IOException {
        FineTuneCase made = new FineTuneCase(directory);
        made.write("model.onnx", ExportedModels.matMulMlp());
        Outcome cut = InProcess.run(
                "compress",
                made.file("model.onnx"),
                "-o",
                made.file("small.onnx"),
                "--ratio",
                "2",
                "--no-timing",
                "--backend",
                "ejml");
        assertEquals(0, cut.code(), cut::err);
        Files.delete(directory.resolve("small.onnx.json"));
        made.writeSamples("samples.npz", 200, 5);
        return made;
    }

    /** The same in another directory. */
    FineTuneCase copied(Path to) throws IOException {
        for (String name : List.of("model.onnx", "small.onnx", "samples.npz")) {
            Files.copy(directory.resolve(name), to.resolve(name));
        }
        return new FineTuneCase(to);
    }

    String file(String name) {
        return directory.resolve(name).toString();
    }

    void write(String name, ModelProto model) throws IOException {
        Files.write(directory.resolve(name), model.toByteArray());
    }

    /** Normal numbers, and which of some of them is the largest. */
    void writeSamples(String name, int count, int classes) throws IOException {
        SplittableRandom random = new Seed(3).random();
        float[] numbers = new float[count * 24];
        long[] labels = new long[count];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        for (int i = 0; i < count; i++) {
            for (int j = 1; j < classes; j++) {
                if (numbers[i * 24 + j] > numbers[i * 24 + (int) labels[i]]) {
                    labels[i] = j;
                }
            }
        }
        ArraysFile file = new ArraysFile().floats("x", numbers, count, 24);
        (classes > 0 ? file.integers("labels", labels) : file).write(directory.resolve(name));
    }

    /** Trains {@code small.onnx} by a teacher to {@code tuned.onnx}. */
    Outcome taught(String... options) {
        return tune("small.onnx", Stream.concat(Stream.of("--teacher", file("model.onnx")), Stream.of(options)));
    }

    /** Trains a model by labels to {@code tuned.onnx}. */
    Outcome labelled(String model, String... options) {
        return tune(model, Stream.of(options));
    }

    private Outcome tune(String model, Stream<String> options) {
        List<String> arguments = new ArrayList<>(List.of("fine-tune", file(model), "-o", file("tuned.onnx")));
        arguments.addAll(List.of("--no-timing", "--threads", "1"));
        List<String> more = options.toList();
        if (!more.contains("--epochs")) {
            arguments.addAll(List.of("--epochs", "3"));
        }
        if (!more.contains("--data")) {
            arguments.addAll(List.of("--data", file("samples.npz")));
        }
        arguments.addAll(more);
        return InProcess.run(arguments.toArray(String[]::new));
    }

    /** Nothing was written. */
    void assertUntouched() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(
                    List.of(),
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> name.contains("tuned"))
                            .toList());
        }
    }
}
