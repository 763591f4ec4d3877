package dev.eckart.app.onnx;

import static dev.eckart.app.onnx.ModelBuilder.attribute;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.eckart.app.onnx.compress.Compression;
import dev.eckart.app.onnx.compress.Target;
import dev.eckart.app.onnx.compress.Tools;
import dev.eckart.app.onnx.data.RandomSamples;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.measure.OutputChoice;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.progress.Stages;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.unit.Sites;
import dev.eckart.compress.allocate.KnapsackAllocator;
import dev.eckart.compress.decompose.OutputCovarianceSvd;
import dev.eckart.compress.decompose.TruncatedSvd;
import dev.eckart.spi.Seed;
import dev.eckart.spi.compress.Decomposer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Weights that are exactly of a form become that form, whatever the budget has room for. */
class ExactRankTest {
    private static final Seed SEED = new Seed(31);

    /** Numbers of an array by its indices, from left to right. */
    private interface Element {
        double at(int o, int i, int h, int w);
    }

    private static double[] filled(int outputs, int inputs, int height, int width, Element element) {
        double[] values = new double[outputs * inputs * height * width];
        for (int at = 0; at < values.length; at++) {
            int i = at / (height * width);
            values[at] = element.at(i / inputs, i % inputs, at / width % height, at % width);
        }
        return values;
    }

    private static double[] normal(int size, int seed) {
        SplittableRandom random = SEED.split(seed).random();
        return random.doubles(size).map(x -> random.nextGaussian()).toArray();
    }

    private static OnnxModel gemm(DataType type) {
        double[] a = normal(96, 1);
        double[] b = normal(72, 2);
        double[] product = filled(48, 36, 1, 1, (o, i, h, w) -> a[o] * b[i] + a[o + 48] * b[i + 36]);
        ModelBuilder model =
                new ModelBuilder(5).input("x", "n", 48).output("y", "n", 36).tensor("w", type, product, 48, 36);
        if (type != DataType.FLOAT) {
            model.node("Cast", "narrow", List.of("x"), "narrow", attribute("to", type.code()))
                    .node("MatMul", "layer", List.of("narrow", "w"), "made")
                    .node("Cast", "wide", List.of("made"), "y", attribute("to", 1));
        } else {
            model.node("MatMul", "layer", List.of("x", "w"), "y");
        }
        return new OnnxModel(Path.of("gemm.onnx"), model.build(8, 17));
    }

    /** One column times one row for each pair of channels, and two patterns of channels. */
    private static OnnxModel conv(double[] kernel) {
        return new OnnxModel(
                Path.of("conv.onnx"),
                new ModelBuilder(6)
                        .input("x", "n", 8, 9, 9)
                        .output("y", "n", 12, 9, 9)
                        .tensor("w", DataType.FLOAT, kernel, 12, 8, 3, 3)
                        .weights("b", 12)
                        .node("Conv", "layer", List.of("x", "w", "b"), "y", attribute("pads", 1, 1, 1, 1))
                        .build(8, 17));
    }

    private static double[] separable() {
        double[] pairs = normal(96, 3);
        double[] column = normal(3, 4);
        double[] row = normal(3, 5);
        return filled(12, 8, 3, 3, (o, i, h, w) -> pairs[o * 8 + i] * column[h] * row[w]);
    }

    private static double[] fewChannels() {
        double[] from = normal(16, 6);
        double[] to = normal(2 * 12 * 9, 7);
        return filled(12, 8, 3, 3, (o, i, h, w) -> {
            int at = (o * 3 + h) * 3 + w;
            return from[i] * to[at] + from[i + 8] * to[at + 108];
        });
    }

    static Stream<Arguments> exact() {
        return Stream.of(
                Arguments.of(gemm(DataType.FLOAT), "rank 2"),
                Arguments.of(gemm(DataType.FLOAT16), "rank 2"),
                Arguments.of(conv(separable()), "spatial 8"),
                Arguments.of(conv(fewChannels()), "tucker 2"));
    }

    @ParameterizedTest
    @MethodSource("exact")
    void nothingIsSpentBeyondIt(OnnxModel model, String form) {
        for (Decomposer decomposer : List.of(new TruncatedSvd(), new OutputCovarianceSvd())) {
            Tools tools = new Tools(decomposer, new KnapsackAllocator(), LayerCase.backend(), 1, SEED);
            Optional<Samples> samples = decomposer.needs().isEmpty() ? Optional.empty() : Optional.of(samples(model));
            Compression compression = new Compression(
                    tools, model, Sites.of(model).units(), samples, OutputChoice.USUAL, note -> {}, Stages.none());
            String chosen = compression
                    .to(new Target.Ratio(1.05))
                    .layers()
                    .get(0)
                    .chosen()
                    .label();
            assertEquals(form, chosen, decomposer.name());
        }
    }

    private static Samples samples(OnnxModel model) {
        try (OnnxSession session = OnnxSession.open(model.proto(), model.externalData(), 1)) {
            return new RandomSamples(80, Map.of(), SEED.split("samples")).samples(session.inputs());
        }
    }
}
