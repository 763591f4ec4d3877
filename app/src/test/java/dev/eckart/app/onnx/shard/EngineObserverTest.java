package dev.eckart.app.onnx.shard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.eckart.app.onnx.ExportedModels;
import dev.eckart.app.onnx.LayerCase;
import dev.eckart.app.onnx.data.RandomSamples;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.factorise.LayerEngine;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.observe.Differentiated;
import dev.eckart.app.onnx.observe.GradientObserver;
import dev.eckart.app.onnx.observe.Observation;
import dev.eckart.app.onnx.observe.Observed;
import dev.eckart.app.onnx.observe.Observer;
import dev.eckart.app.onnx.observe.Sensitivity;
import dev.eckart.app.onnx.observe.Shard;
import dev.eckart.app.onnx.progress.Stages;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.app.onnx.unit.Sites;
import dev.eckart.app.onnx.unit.Unit;
import dev.eckart.compress.decompose.TwoSidedSvd;
import dev.eckart.engine.LocalEngineProvider;
import dev.eckart.spi.Seed;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.backend.BackendProvider;
import dev.eckart.spi.compress.MatrixStore;
import dev.eckart.spi.compress.Statistics;
import dev.eckart.spi.engine.Engine;
import dev.eckart.spi.engine.EngineProvider;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever sums shards of the samples, what is observed has the same bits. */
class EngineObserverTest {
    private static final Seed SEED = new Seed(29);
    private static final int SAMPLES = 70;

    private final Backend backend = LayerCase.backend();
    private final BackendProvider.Settings settings = new BackendProvider.Settings(Precision.FLOAT64, 1);
    private final List<String> observed = new ArrayList<>();

    private static List<Shard> shards(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> new Shard(number, count, SAMPLES))
                .toList();
    }

    private static Samples samples(OnnxModel model) {
        try (OnnxSession session = OnnxSession.open(model.proto(), model.externalData(), 1)) {
            return new RandomSamples(SAMPLES, Map.of(), SEED).samples(session.inputs());
        }
    }

    private Engine engine() {
        return new LocalEngineProvider()
                .open(new EngineProvider.Settings(
                        getClass().getClassLoader(),
                        List.of(),
                        Optional.empty(),
                        2,
                        1,
                        Duration.ofSeconds(10),
                        Map.of()));
    }

    @ParameterizedTest
    @CsvSource({"gemm-mlp,1", "gemm-mlp,3", "residual-cnn,1", "residual-cnn,4", "transformer,3"})
    void tasksComeToTheSameBits(String name, int count) {
        OnnxModel model = new OnnxModel(Path.of(name), ExportedModels.all().get(name));
        List<Unit> units = Sites.of(model).units();
        Samples samples = samples(model);
        Observer observer = new Observer(backend, 1, SEED, Stages.none());
        Observed usual = Observed.of(model, units, new TwoSidedSvd(), samples);
        assertEquals(shards(1), usual.shards(), "shards of few samples");
        Observed all = new Observed(model, units, usual.decomposer(), usual.batch(), shards(count));
        GradientObserver gradients = new GradientObserver(backend, 1, SEED, MatrixStore.MEMORY, Stages.none());
        Differentiated plain = gradients.differentiated(model, units, samples, observed::add);
        Differentiated minded =
                new Differentiated(plain.model(), units, plain.groups(), plain.samples(), shards(count), plain.terms());
        Map<String, Observation> here = new LinkedHashMap<>();
        observer.observe(all, samples, (unit, seen) -> here.put(unit.first().output(), seen));
        Map<Unit, Sensitivity> mindedHere = gradients.observe(minded);
        Map<String, Observation> there = new LinkedHashMap<>();
        try (Engine engine = engine()) {
            EngineObserver others = new EngineObserver(new LayerEngine(engine, "ejml", settings), model, Stages.none());
            others.observe(
                    observer,
                    all,
                    samples,
                    (unit, seen) -> there.put(unit.first().output(), seen));
            Map<Unit, Sensitivity> mindedThere = others.gradients(gradients, model, minded);
            units.forEach(unit -> assertSameMoments(mindedHere.get(unit), mindedThere.get(unit)));
        }
        assertEquals(List.copyOf(here.keySet()), List.copyOf(there.keySet()));
        here.forEach((layer, seen) -> assertSame(seen, there.get(layer)));
    }

    private static void assertSameMoments(Sensitivity one, Sensitivity other) {
        assertEquals(one.obstacle(), other.obstacle());
        assertEquals(one.moments().size(), other.moments().size());
        for (int block = 0; block < one.moments().size(); block++) {
            assertArrayEquals(
                    one.moments().get(block).get().doubles(),
                    other.moments().get(block).get().doubles());
        }
    }

    private static void assertSame(Observation one, Observation other) {
        assertEquals(one.reason(), other.reason());
        List<Statistics> blocks = one.seen().orElseThrow().blocks();
        for (int block = 0; block < blocks.size(); block++) {
            Statistics mine = blocks.get(block);
            Statistics its = other.seen().orElseThrow().blocks().get(block);
            assertEquals(mine.samples(), its.samples());
            assertArrayEquals(mine.mean().doubles(), its.mean().doubles());
            assertSame(mine.covariance(), its.covariance());
            assertSame(mine.outputs(), its.outputs());
        }
        assertSame(one.seen().get().rows(), other.seen().orElseThrow().rows());
    }

    private static void assertSame(Optional<Tensor> one, Optional<Tensor> other) {
        assertEquals(one.isPresent(), other.isPresent());
        one.ifPresent(tensor ->
                assertArrayEquals(tensor.doubles(), other.orElseThrow().doubles()));
    }

    /** Shards are no other samples, and nothing is drawn of so few: sums of shards are those of all. */
    @ParameterizedTest
    @CsvSource({"gemm-mlp,2", "gemm-mlp,5", "matmul-mlp,3"})
    void shardsAddUpToAll(String name, int count) {
        OnnxModel model = new OnnxModel(Path.of(name), ExportedModels.all().get(name));
        List<Unit> units = Sites.of(model).units();
        Samples samples = samples(model);
        Observer observer = new Observer(backend, 1, SEED, Stages.none());
        Observed usual = Observed.of(model, units, new TwoSidedSvd(), samples);
        Map<String, Observation> whole = new LinkedHashMap<>();
        observer.observe(usual, samples, (unit, seen) -> whole.put(unit.first().output(), seen));
        observer.observe(
                new Observed(model, units, usual.decomposer(), usual.batch(), shards(count)),
                samples,
                (unit, seen) -> assertNear(
                        whole.get(unit.first().output())
                                .seen()
                                .orElseThrow()
                                .blocks()
                                .get(0),
                        seen.seen().orElseThrow().blocks().get(0)));
    }

    /** What a layer takes is off by float32's rounding of the sums before it in another batch. */
    private static void assertNear(Statistics whole, Statistics summed) {
        assertEquals(whole.samples(), summed.samples());
        double[] expected = whole.covariance().orElseThrow().doubles();
        double[] found = summed.covariance().orElseThrow().doubles();
        double largest = 0;
        for (double number : expected) {
            largest = Math.max(largest, Math.abs(number));
        }
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], found[i], 256 * 0x1p-24 * largest);
        }
    }
}
