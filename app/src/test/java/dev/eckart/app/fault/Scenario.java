package dev.eckart.app.fault;

import dev.eckart.app.Installation;
import dev.eckart.app.data.IdxWriter;
import dev.eckart.app.data.digits.SyntheticDigits;
import dev.eckart.app.onnx.ArraysFile;
import dev.eckart.app.onnx.ExportedModels;
import dev.eckart.app.onnx.ExternalExport;
import dev.eckart.spi.Seed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/** A command on small files of its own, which lie in the directory that it is called in. */
enum Scenario {
    RUN(
            "out",
            1 << 20,
            List.of("data"),
            "run --data data/ -P preset=linear -P base.epochs=2 -P base.batch-size=50 -P fine-tune.epochs=1"),
    COMPRESS(
            "out.onnx",
            1 << 15,
            List.of("model.onnx", "model.onnx.data", "samples.npz"),
            "compress model.onnx --data samples.npz --ratio 2 --fine-tune-epochs 10 --no-timing"),
    FINE_TUNE(
            "out.onnx",
            1 << 15,
            List.of("model.onnx", "model.onnx.data", "small.onnx", "samples.npz"),
            "fine-tune small.onnx --teacher model.onnx --data samples.npz --epochs 10 --no-timing");

    private static final int INPUTS = 24;
    private static final int SAMPLES = 2000;

    private final String output;
    private final int bytes;
    private final List<String> sources;
    private final String command;

    Scenario(String output, int bytes, List<String> sources, String command) {
        this.output = output;
        this.bytes = bytes;
        this.sources = sources;
        this.command = command + " --threads 1 -o " + output;
    }

    /** What the command makes: a directory, or a file. */
    String output() {
        return output;
    }

    /** About as much as it makes. */
    int bytes() {
        return bytes;
    }

    /** What the command reads. */
    List<String> sources() {
        return sources;
    }

    /** The command with its options. */
    List<String> arguments() {
        return List.of(command.split(" "));
    }

    /** Writes what the commands read. */
    static void writeSources(Path directory) throws IOException {
        IdxWriter.write(directory.resolve("data"), SyntheticDigits.dataset(new Seed(3), 400, 100));
        ExternalExport.write(ExportedModels.matMulMlp(), directory.resolve("model.onnx"), 1024);
        SplittableRandom random = new Seed(5).random();
        float[] numbers = new float[SAMPLES * INPUTS];
        long[] labels = new long[SAMPLES];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        for (int i = 0; i < SAMPLES; i++) {
            labels[i] = numbers[i * INPUTS] > 0 ? 1 : 0;
        }
        new ArraysFile()
                .floats("x", numbers, SAMPLES, INPUTS)
                .integers("labels", labels)
                .write(directory.resolve("samples.npz"));
        Installation.Outcome cut = Installation.built()
                .run(
                        "compress",
                        directory.resolve("model.onnx").toString(),
                        "--ratio",
                        "2",
                        "--no-timing",
                        "-o",
                        directory.resolve("small.onnx").toString());
        if (cut.code() != 0) {
            throw new IOException(cut.err());
        }
    }
}
