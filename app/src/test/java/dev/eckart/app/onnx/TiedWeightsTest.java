package dev.eckart.app.onnx;

import static dev.eckart.app.onnx.ModelBuilder.attribute;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.onnx.compress.Compression;
import dev.eckart.app.onnx.compress.Compression.Compressed;
import dev.eckart.app.onnx.compress.Patterns;
import dev.eckart.app.onnx.compress.Target;
import dev.eckart.app.onnx.compress.Tools;
import dev.eckart.app.onnx.data.RandomSamples;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.measure.Comparison;
import dev.eckart.app.onnx.measure.Costs;
import dev.eckart.app.onnx.measure.OutputChoice;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.progress.Stages;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.proto.NodeProto;
import dev.eckart.app.onnx.proto.TensorProto;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.app.onnx.unit.Sites;
import dev.eckart.app.onnx.unit.Unit;
import dev.eckart.compress.allocate.KnapsackAllocator;
import dev.eckart.compress.decompose.OutputCovarianceSvd;
import dev.eckart.compress.decompose.TruncatedSvd;
import dev.eckart.spi.Seed;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.compress.Decomposer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Models in which one tensor is the weights of several layers, compressed from beginning to end. */
class TiedWeightsTest {
    private static final Seed SEED = new Seed(12);

    private final Backend backend = LayerCase.backend();

    @TempDir
    private Path directory;

    /** An encoder block whose weights are used three times: with one bias, with two, once without. */
    private static ModelProto cloned(String... biases) {
        ModelBuilder model = new ModelBuilder(3)
                .input("x", "n", 16)
                .output("h3", "n", 16)
                .weights("w", 16, 16)
                .weights("b", 16)
                .weights("c", 16)
                .weights("other", 16, 16)
                .node("MatMul", "before", List.of("x", "other"), "h0");
        for (int i = 0; i < biases.length; i++) {
            List<String> inputs = biases[i].isEmpty() ? List.of("h" + i, "w") : List.of("h" + i, "w", biases[i]);
            model.node("Gemm", "layer" + i, inputs, "g" + i, attribute("transB", 1))
                    .node("Tanh", "tanh" + i, List.of("g" + i), "h" + (i + 1));
        }
        return model.build(8, 17);
    }

    /** A kernel that convolves twice, each time with the same window. */
    private static ModelProto kernel() {
        return new ModelBuilder(4)
                .input("x", "n", 6, 8, 8)
                .output("y", "n", 6, 8, 8)
                .weights("k", 6, 6, 3, 3)
                .weights("b", 6)
                .node("Conv", "one", List.of("x", "k", "b"), "h", attribute("pads", 1, 1, 1, 1))
                .node("Relu", "relu", List.of("h"), "r")
                .node("Conv", "two", List.of("r", "k", "b"), "y", attribute("pads", 1, 1, 1, 1))
                .build(8, 17);
    }

    static Stream<ModelProto> tied() {
        return Stream.of(cloned("b", "b", "b"), cloned("b", "c", "b"), cloned("b", "", "c"), kernel());
    }

    private OnnxModel written(ModelProto model, String name) throws IOException {
        Path file = directory.resolve(name + ".onnx");
        Files.write(file, model.toByteArray());
        return OnnxModel.read(file);
    }

    private Compressed compressed(OnnxModel model, Decomposer decomposer, double ratio) {
        Optional<Samples> samples = Optional.of(samples(model, "calibration"));
        Tools tools = new Tools(decomposer, new KnapsackAllocator(), backend, 1, SEED);
        return new Compression(
                        tools, model, Sites.of(model).units(), samples, OutputChoice.USUAL, note -> {}, Stages.none())
                .to(new Target.Ratio(ratio));
    }

    private static Samples samples(OnnxModel model, String seed) {
        try (OnnxSession session = OnnxSession.open(model, 1)) {
            return new RandomSamples(60, Map.of(), SEED.split(seed)).samples(session.inputs());
        }
    }

    @ParameterizedTest
    @MethodSource("tied")
    void factorsAreWrittenOnceAndTheFileIsAsSmallAsWasAsked(ModelProto proto) throws IOException {
        OnnxModel model = written(proto, "before");
        for (Decomposer decomposer : List.of(new TruncatedSvd(), new OutputCovarianceSvd())) {
            Compressed compressed = compressed(model, decomposer, 1.6);
            OnnxModel after = written(compressed.model(), "after");
            long was = Costs.of(model).parameters();
            long is = Costs.of(after).parameters();
            assertTrue(is * 1.6 <= was, is + " of " + was);
            long told = compressed.layers().stream()
                    .mapToLong(layer -> layer.chosen().parameters())
                    .sum();
            assertEquals(told + unused(proto), is);
            try (OnnxSession before = OnnxSession.open(model, 1);
                    OnnxSession small = OnnxSession.open(after, 1)) {
                double off = Comparison.of(before, small, samples(model, "unseen"), OutputChoice.USUAL, Stages.none())
                        .relative();
                assertTrue(off < 1, "off by " + off);
            }
        }
    }

    /** Parameters of the tensors that no node takes. */
    private static long unused(ModelProto model) {
        List<String> used = model.getGraph().getNodeList().stream()
                .map(NodeProto::getInputList)
                .flatMap(inputs -> inputs.stream().map(Object::toString))
                .toList();
        return model.getGraph().getInitializerList().stream()
                .filter(tensor -> !used.contains(tensor.getName()))
                .map(TensorProto::getDimsList)
                .mapToLong(dims -> dims.stream().reduce(1L, (a, b) -> a * b))
                .sum();
    }

    /** One that is excluded leaves the tensor where it is, so all of its uses stay. */
    @Test
    void oneExcludedUseExcludesAll() throws IOException {
        List<Unit> units = Sites.of(written(cloned("b", "b", "b"), "m")).units();
        assertEquals(2, units.size());
        assertEquals(1, new Patterns(List.of(), List.of("layer1")).among(units).size());
        List<Unit> included = new Patterns(List.of("layer1"), List.of()).among(units);
        assertEquals(3, included.get(0).uses().size());
    }
}
