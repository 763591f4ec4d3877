package dev.eckart.app;

import static dev.eckart.app.onnx.ModelBuilder.attribute;

import dev.eckart.app.onnx.ModelBuilder;
import dev.eckart.app.onnx.tensor.DataType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/** What an encoder of texts begins with: rows of a table by the numbers of tokens, and a layer. */
final class EncoderCase {
    static final int TOKENS = 40;
    private static final int WIDTH = 12;

    private EncoderCase() {}

    /** Each number of a row matters less than the one before it, so that few factors make most of the layer. */
    static Path write(Path file, long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        double[] layer = new double[2 * WIDTH * WIDTH];
        for (int i = 0; i < layer.length; i++) {
            layer[i] = random.nextGaussian() * Math.pow(0.6, i % WIDTH);
        }
        ModelBuilder encoder = new ModelBuilder(seed)
                .input("input_ids", DataType.INT64, "N", "L")
                .input("attention_mask", DataType.INT64, "N", "L")
                .output("tokens", "N", "L", WIDTH)
                .output("mask", "N", "L")
                .weights("table", TOKENS, 2 * WIDTH)
                .tensor("w", DataType.FLOAT, layer, 2 * WIDTH, WIDTH)
                .node("Gather", "words", List.of("table", "input_ids"), "rows")
                .node("MatMul", "layer", List.of("rows", "w"), "tokens")
                .node("Cast", "echo", List.of("attention_mask"), "mask", attribute("to", 1));
        Files.write(file, encoder.build(8, 17).toByteArray());
        return file;
    }
}
