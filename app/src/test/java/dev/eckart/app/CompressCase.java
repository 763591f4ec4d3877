package dev.eckart.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.eckart.app.InProcess.Outcome;
import dev.eckart.app.onnx.ArraysFile;
import dev.eckart.app.onnx.ModelBuilder;
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
 * A model, and the smaller one that is made of it.
 *
 * @param directory where they are, and nothing else is
 */
record CompressCase(Path directory) {
    Path model() {
        return directory.resolve("model.onnx");
    }

    Path smaller() {
        return directory.resolve("smaller.onnx");
    }

    void write(ModelProto model) throws IOException {
        Files.write(model(), model.toByteArray());
    }

    Outcome compress(String... options) {
        List<String> arguments = new ArrayList<>(
                List.of("compress", model().toString(), "-o", smaller().toString(), "--no-timing", "--threads", "1"));
        arguments.addAll(List.of("--backend", "ejml"));
        arguments.addAll(List.of(options));
        return InProcess.run(arguments.toArray(String[]::new));
    }

    void assertOnlyTheModel() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(List.of(model()), files.toList());
        }
    }

    /** Inputs that lie in a few directions, as real ones do. */
    String writeSamples(int count) throws IOException {
        SplittableRandom random = new Seed(3).random();
        double[][] directions = new double[4][24];
        for (double[] direction : directions) {
            for (int i = 0; i < direction.length; i++) {
                direction[i] = random.nextGaussian();
            }
        }
        float[] numbers = new float[count * 24];
        for (int row = 0; row < count; row++) {
            for (double[] direction : directions) {
                double much = random.nextGaussian();
                for (int i = 0; i < 24; i++) {
                    numbers[row * 24 + i] += (float) (much * direction[i] + 0.01 * random.nextGaussian());
                }
            }
        }
        Path samples = directory.resolve("samples.npz");
        new ArraysFile().floats("input", numbers, count, 24).write(samples);
        return samples.toString();
    }

    /** A layer whose weights are an input with a default. */
    static ModelProto weightsAmongTheInputs() {
        return new ModelBuilder(1)
                .input("x", "N", 24)
                .input("w", 24, 20)
                .output("y", "N", 20)
                .weights("w", 24, 20)
                .node("MatMul", "layer", List.of("x", "w"), "y")
                .build(8, 17);
    }
}
