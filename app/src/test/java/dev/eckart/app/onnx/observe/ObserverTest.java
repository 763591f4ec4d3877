package dev.eckart.app.onnx.observe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.onnx.ExportedModels;
import dev.eckart.app.onnx.LayerCase;
import dev.eckart.app.onnx.ModelBuilder;
import dev.eckart.app.onnx.compress.Compression;
import dev.eckart.app.onnx.compress.Compression.Compressed;
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
import dev.eckart.app.onnx.unit.Unit;
import dev.eckart.compress.allocate.KnapsackAllocator;
import dev.eckart.compress.decompose.OutputCovarianceSvd;
import dev.eckart.spi.Seed;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.compress.Statistics;
import dev.eckart.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is observed of layers, and what becomes of those of which nothing is. */
class ObserverTest {
    private static final Seed SEED = new Seed(17);
    private final Backend backend = LayerCase.backend();

    private static Samples samples(OnnxModel model) {
        try (OnnxSession session = OnnxSession.open(model.proto(), model.externalData(), 1)) {
            return new RandomSamples(70, Map.of(), SEED).samples(session.inputs());
        }
    }

    private Map<String, Observation> observed(OnnxModel model, long bound, Stages stages) {
        Map<String, Observation> all = new LinkedHashMap<>();
        new Observer(backend, 1, SEED, bound, stages)
                .observe(
                        model,
                        Sites.of(model).units(),
                        samples(model),
                        new OutputCovarianceSvd(),
                        (unit, seen) -> all.put(unit.first().output(), seen));
        return all;
    }

    /** A bound of one number has a pass for each layer; what is found is the same to the last bit. */
    @ParameterizedTest
    @ValueSource(strings = {"gemm-mlp", "residual-cnn"})
    void theBoundOfAPassChangesNoBit(String name) {
        OnnxModel model = new OnnxModel(Path.of(name), ExportedModels.all().get(name));
        List<String> passes = new ArrayList<>();
        Stages stages = (stage, done) -> {
            if (done == 0 && stage.unit().equals("operators")) {
                passes.add(stage.title());
            }
        };
        Map<String, Observation> together = observed(model, Long.MAX_VALUE, stages);
        assertEquals(List.of("observing " + Stages.layers(together.size())), passes);
        passes.clear();
        Map<String, Observation> alone = observed(model, 1, stages);
        assertEquals(Collections.nCopies(together.size(), "observing 1 layer"), passes);
        assertEquals(List.copyOf(together.keySet()), List.copyOf(alone.keySet()));
        together.forEach((layer, seen) -> {
            List<Statistics> blocks = seen.seen().orElseThrow().blocks();
            for (int block = 0; block < blocks.size(); block++) {
                Statistics one = blocks.get(block);
                Statistics other =
                        alone.get(layer).seen().orElseThrow().blocks().get(block);
                assertArrayEquals(one.mean().doubles(), other.mean().doubles());
                assertEquals(one.covariance().isPresent(), other.covariance().isPresent());
                one.covariance()
                        .ifPresent(c -> assertArrayEquals(
                                c.doubles(), other.covariance().orElseThrow().doubles()));
                assertArrayEquals(
                        one.outputs().orElseThrow().doubles(),
                        other.outputs().orElseThrow().doubles());
            }
        });
    }

    /**
     * One layer takes the rows whose mean is beyond all numbers, none; another one takes a root of negative numbers. Both
     * stay plain, and say why; the one between is cut by what is seen.
     */
    @Test
    void layersThatNothingIsSeenOfStayPlainAndAreNamed() {
        OnnxModel model = new OnnxModel(
                Path.of("experts.onnx"),
                new ModelBuilder(9)
                        .input("x", "N", 20)
                        .weights("usual", 20, 24)
                        .weights("unreached", 20, 24)
                        .weights("undefined", 20, 24)
                        .tensor("beyond", DataType.FLOAT, new double[] {1e30}, 1)
                        .integers("axes", 1)
                        .node("MatMul", "usual", List.of("x", "usual"), "y")
                        .node("ReduceMean", "mean", List.of("x", "axes"), "m", ModelBuilder.attribute("keepdims", 0))
                        .node("Greater", "greater", List.of("m", "beyond"), "is")
                        .node("Compress", "routed", List.of("x", "is"), "rows", ModelBuilder.attribute("axis", 0))
                        .node("MatMul", "unreached", List.of("rows", "unreached"), "z")
                        .node("Sqrt", "root", List.of("x"), "r")
                        .node("MatMul", "undefined", List.of("r", "undefined"), "u")
                        .output("y", "N", 24)
                        .output("z", "M", 24)
                        .output("u", "N", 24)
                        .build(10, 20));
        Tools tools = new Tools(new OutputCovarianceSvd(), new KnapsackAllocator(), backend, 1, SEED);
        List<Unit> units = Sites.of(model).units();
        Compressed compressed = new Compression(
                        tools, model, units, Optional.of(samples(model)), OutputChoice.USUAL, note -> {}, Stages.none())
                .to(new Target.Ratio(1.5));
        Map<String, String> notes = new LinkedHashMap<>();
        compressed
                .layers()
                .forEach(layer ->
                        notes.put(layer.unit().first().name(), layer.note().orElse("")));
        assertFalse(notes.get("usual").contains("not observed"), notes::toString);
        assertTrue(notes.get("unreached").contains("no sample reaches it"), notes::toString);
        assertTrue(notes.get("undefined").contains("not finite"), notes::toString);
    }

    /** Queries, keys and values take the same: its covariance is summed once, with the bits that each would have alone. */
    @Test
    void layersThatTakeTheSameShareItsCovariance() {
        ModelBuilder builder = new ModelBuilder(4).input("x", "N", 10).output("p", "N", 16);
        for (String name : List.of("q", "k", "v")) {
            builder.weights("w" + name, 10, 16).node("MatMul", name, List.of("x", "w" + name), name);
        }
        OnnxModel model = new OnnxModel(
                Path.of("qkv.onnx"),
                builder.node("Add", "qk", List.of("q", "k"), "qk")
                        .node("Add", "qkv", List.of("qk", "v"), "p")
                        .build(8, 17));
        List<Tensor> together = new ArrayList<>();
        observed(model, Long.MAX_VALUE, Stages.none()).values().forEach(seen -> together.add(covariance(seen)));
        assertSame(together.get(0), together.get(1));
        assertSame(together.get(0), together.get(2));
        observed(model, 1, Stages.none())
                .values()
                .forEach(seen -> assertArrayEquals(
                        together.get(0).doubles(), covariance(seen).doubles()));
    }

    private static Tensor covariance(Observation seen) {
        return seen.seen().orElseThrow().blocks().get(0).covariance().orElseThrow();
    }
}
