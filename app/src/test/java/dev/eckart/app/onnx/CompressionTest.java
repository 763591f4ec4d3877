package dev.eckart.app.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.onnx.compress.Compression;
import dev.eckart.app.onnx.compress.Compression.Compressed;
import dev.eckart.app.onnx.compress.Target;
import dev.eckart.app.onnx.compress.TargetMissedException;
import dev.eckart.app.onnx.compress.Tools;
import dev.eckart.app.onnx.data.RandomSamples;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.form.Factor;
import dev.eckart.app.onnx.form.Forms;
import dev.eckart.app.onnx.form.Offers;
import dev.eckart.app.onnx.layer.Site;
import dev.eckart.app.onnx.measure.Comparison;
import dev.eckart.app.onnx.measure.LossUnit;
import dev.eckart.app.onnx.measure.OutputChoice;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.progress.Stages;
import dev.eckart.app.onnx.proto.GraphProto;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.refit.Refit;
import dev.eckart.app.onnx.rewrite.Replacement;
import dev.eckart.app.onnx.rewrite.Rewriter;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.app.onnx.unit.Sites;
import dev.eckart.compress.allocate.EnergyAllocator;
import dev.eckart.compress.allocate.KnapsackAllocator;
import dev.eckart.compress.allocate.SensitivityAllocator;
import dev.eckart.compress.decompose.OutputCovarianceSvd;
import dev.eckart.compress.decompose.TruncatedSvd;
import dev.eckart.compress.decompose.TwoSidedSvd;
import dev.eckart.spi.Seed;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.compress.Decomposer;
import dev.eckart.spi.compress.MatrixStore;
import dev.eckart.spi.compress.RankAllocator;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Choosing and refitting on samples. */
class CompressionTest {
    private static final Seed SEED = new Seed(21);
    private final Backend backend = LayerCase.backend();

    private static OnnxModel model(String name) {
        return new OnnxModel(Path.of(name), ExportedModels.all().get(name));
    }

    private static Samples samples(OnnxModel model, int count, String purpose) {
        try (OnnxSession session = OnnxSession.open(model.proto(), model.externalData(), 1)) {
            return new RandomSamples(count, Map.of(), SEED.split(purpose)).samples(session.inputs());
        }
    }

    private static double error(OnnxModel model, ModelProto smaller, Samples samples) {
        try (OnnxSession before = OnnxSession.open(model.proto(), model.externalData(), 1);
                OnnxSession after = OnnxSession.open(smaller, model.externalData(), 1)) {
            return Comparison.of(before, after, samples, OutputChoice.USUAL, Stages.none())
                    .relative();
        }
    }

    /** One rank below what is left whole of each layer, by plain factors. */
    private List<Replacement> cut(OnnxModel model) {
        Forms forms = new Forms(new TruncatedSvd(), backend, true);
        return Sites.of(model).sites().stream().map(site -> cut(site, forms)).toList();
    }

    private static Replacement cut(Site site, Forms forms) {
        Offers offers = forms.of(site.read(), site.arrangement().forms(site.shape()), Optional.empty(), SEED);
        int rank = Math.max(1, site.shape().columns() / 2);
        Candidate chosen = offers.decomposition().candidates().stream()
                .filter(candidate -> candidate.label().equals("rank " + rank))
                .findFirst()
                .orElseThrow();
        return Replacement.of(site, offers.factors(chosen));
    }

    /** A file need not list nodes in the order in which they are run: each layer gets its own factors all the same. */
    @Test
    void theOrderOfTheNodesChangesNothing() {
        OnnxModel model = model("transformer");
        GraphProto.Builder backwards = model.proto().getGraph().toBuilder().clearNode();
        for (int i = model.proto().getGraph().getNodeCount() - 1; i >= 0; i--) {
            backwards.addNode(model.proto().getGraph().getNode(i));
        }
        OnnxModel reversed = new OnnxModel(
                model.file(), model.proto().toBuilder().setGraph(backwards).build());
        Map<String, String> one = new HashMap<>();
        Map<String, String> other = new HashMap<>();
        Target target = new Target.Ratio(1.5);
        Compressed inOrder = compression(model, new OutputCovarianceSvd(), new KnapsackAllocator())
                .to(target);
        Compressed turned = compression(reversed, new OutputCovarianceSvd(), new KnapsackAllocator())
                .to(target);
        inOrder.layers()
                .forEach(layer ->
                        one.put(layer.unit().first().name(), layer.chosen().label()));
        turned.layers()
                .forEach(layer ->
                        other.put(layer.unit().first().name(), layer.chosen().label()));
        assertEquals(one, other);
        assertTrue(one.values().stream().anyMatch(label -> label.startsWith("rank")), one::toString);
    }

    /** On samples that none of it has seen, the outputs come nearer, in every kind of model. */
    @ParameterizedTest
    @ValueSource(strings = {"gemm-mlp", "matmul-mlp", "residual-cnn", "transformer"})
    void refittingBringsTheOutputsNearer(String name) {
        OnnxModel model = model(name);
        List<Replacement> plain = cut(model);
        Refit refit = new Refit(
                backend,
                1,
                SEED,
                samples(model, 300, "fit"),
                samples(model, 60, "held"),
                Stages.none(),
                MatrixStore.MEMORY);
        List<Replacement> refitted = refit.of(model, plain).replacements();
        Samples unseen = samples(model, 100, "unseen");
        double before = error(model, new Rewriter(model.proto()).replace(plain).model(), unseen);
        double after =
                error(model, new Rewriter(model.proto()).replace(refitted).model(), unseen);
        assertTrue(after < before, after + " against " + before);
    }

    /** Factors that lose nothing leave nothing to refit. */
    @Test
    void refittingLeavesWhatIsExactAsItIs() {
        OnnxModel model = model("gemm-mlp");
        Site site = Sites.of(model).sites().get(0);
        Offers offers = new Forms(new TruncatedSvd(), backend, true)
                .of(site.read(), site.arrangement().forms(site.shape()), Optional.empty(), SEED);
        Candidate whole = offers.decomposition().candidates().stream()
                .filter(candidate -> candidate.label().equals("rank 20"))
                .findFirst()
                .orElseThrow();
        List<Replacement> replacements = List.of(Replacement.of(site, offers.factors(whole)));
        Refit refit = new Refit(
                backend,
                1,
                SEED,
                samples(model, 60, "fit"),
                samples(model, 20, "held"),
                Stages.none(),
                MatrixStore.MEMORY);
        ModelProto refitted = new Rewriter(model.proto())
                .replace(refit.of(model, replacements).replacements())
                .model();
        double off = error(model, refitted, samples(model, 50, "unseen"));
        // Two products of 24 and 20 terms in float32, of factors whose norms are those of the layers.
        assertTrue(off <= 8 * (24 + 20 + 20) * 0x1p-24 * 10, "off by " + off);
    }

    /** Whatever the order of its axes, a last factor that is lost is found again, for its rows are seen as they lie. */
    @ParameterizedTest
    @MethodSource("dev.eckart.app.onnx.LayerCase#arranged")
    void refittingFindsALostFactor(LayerCase layer) {
        OnnxModel model = layer.model();
        Site site = Sites.of(model).sites().get(0);
        int rank = Math.min(site.shape().rows(), site.read().blockOutputs());
        Offers offers = new Forms(new TruncatedSvd(), backend, true)
                .of(site.read(), site.arrangement().forms(site.shape()), Optional.empty(), SEED);
        Candidate whole = offers.decomposition().candidates().stream()
                .filter(candidate -> candidate.label().equals("rank " + rank))
                .findFirst()
                .orElseThrow();
        Replacement exact = Replacement.of(site, offers.factors(whole));
        Factor last = exact.lasts().get(0);
        Tensor lost = Tensors.zeros(Precision.FLOAT64, rank, last.weights().columns());
        Replacement empty =
                exact.withLasts(List.of(new Factor(lost, last.bias(), last.geometry())), MatrixStore.MEMORY);
        Refit refit = new Refit(
                backend,
                1,
                SEED,
                samples(model, 360, "fit"),
                samples(model, 90, "held"),
                Stages.none(),
                MatrixStore.MEMORY);
        ModelProto refitted = new Rewriter(model.proto())
                .replace(refit.of(model, List.of(empty)).replacements())
                .model();
        double off = error(model, refitted, samples(model, 90, "unseen"));
        double bound = 8 * (site.shape().rows() + 2 * rank) * 0x1p-24 * condition(site.read());
        assertTrue(off <= bound, off + " exceeds " + bound);
    }

    /** The largest condition of a block, squared as in the normal equations. */
    private double condition(Factor layer) {
        return IntStream.range(0, layer.geometry().blocks())
                .mapToDouble(block -> {
                    double[] values = backend.svd(layer.block(block)).s();
                    return Math.pow(values[0] / values[values.length - 1], 2);
                })
                .max()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"knapsack", "sensitivity"})
    void everyAllocatorKeepsToTheTarget(String name) {
        OnnxModel model = model("residual-cnn");
        RankAllocator allocator = name.equals("knapsack") ? new KnapsackAllocator() : new SensitivityAllocator();
        Compressed compressed =
                compression(model, new OutputCovarianceSvd(), allocator).to(new Target.Ratio(2.5));
        long before = compressed.layers().stream()
                .mapToLong(layer -> layer.unit().shape().parameters())
                .sum();
        long after = compressed.layers().stream()
                .mapToLong(layer -> layer.chosen().parameters())
                .sum();
        assertTrue(after * 2.5 <= before, after + " of " + before);
    }

    /** Exporters' models have gradients with respect to all that their layers make. */
    @ParameterizedTest
    @ValueSource(strings = {"residual-cnn", "transformer"})
    void layersAreCutByWhatTheOutputsMind(String name) {
        Compressed compressed = compression(model(name), new TwoSidedSvd(), new KnapsackAllocator())
                .to(new Target.Ratio(2));
        assertTrue(
                compressed.layers().stream()
                        .noneMatch(layer -> layer.note().orElse("").contains("no gradient")),
                compressed.layers()::toString);
    }

    @Test
    void allOfTheEnergyLeavesTheModelAsItIs() {
        OnnxModel model = model("residual-cnn");
        Compressed compressed =
                compression(model, new TruncatedSvd(), new EnergyAllocator()).to(new Target.Energy(1));
        assertEquals(model.proto(), compressed.model());
    }

    /** Of 120 parameters the finest step of the search is one, not the share of them that is less. */
    @Test
    void theSearchOfASmallModelEnds() {
        ModelProto small = new ModelBuilder(1)
                .input("x", "N", 12)
                .output("y", "N", 10)
                .weights("w", 12, 10)
                .node("MatMul", "m", List.of("x", "w"), "y")
                .build(8, 17);
        AtomicInteger tried = new AtomicInteger();
        Compression compression = compression(
                new OnnxModel(Path.of("small.onnx"), small), new TruncatedSvd(), new KnapsackAllocator(), note -> {
                    if (tried.incrementAndGet() > 120) {
                        throw new IllegalStateException("more is tried than there are sizes");
                    }
                });
        Target target = new Target.MaxLoss(1e-6, LossUnit.RELATIVE);
        assertThrows(TargetMissedException.class, () -> compression.to(target));
    }

    private Compression compression(OnnxModel model, Decomposer decomposer, RankAllocator allocator) {
        return compression(model, decomposer, allocator, note -> {});
    }

    private Compression compression(
            OnnxModel model, Decomposer decomposer, RankAllocator allocator, Consumer<String> notes) {
        Tools tools = new Tools(decomposer, allocator, backend, 1, SEED);
        return new Compression(
                tools,
                model,
                Sites.of(model).units(),
                Optional.of(samples(model, 80, "calibration")),
                OutputChoice.USUAL,
                notes,
                Stages.none());
    }
}
