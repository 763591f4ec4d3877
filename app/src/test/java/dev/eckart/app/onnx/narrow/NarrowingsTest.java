package dev.eckart.app.onnx.narrow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.onnx.LayerCase;
import dev.eckart.app.onnx.ModelBuilder;
import dev.eckart.app.onnx.data.RandomSamples;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.form.LayerStatistics;
import dev.eckart.app.onnx.measure.Comparison;
import dev.eckart.app.onnx.measure.OutputChoice;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.narrow.AttentionModels.Told;
import dev.eckart.app.onnx.progress.Stages;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.rewrite.Replacement;
import dev.eckart.app.onnx.rewrite.Resizing;
import dev.eckart.app.onnx.rewrite.Rewriter;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.app.onnx.runtime.ShapeInference;
import dev.eckart.app.onnx.unit.Sites;
import dev.eckart.compress.math.Float64;
import dev.eckart.spi.Seed;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.compress.MatrixStore;
import dev.eckart.spi.compress.Statistics;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where fewer numbers can pass between two layers, and whether all that follows from it is known. */
class NarrowingsTest {
    private static final Seed SEED = new Seed(77);
    private final Backend backend = LayerCase.backend();

    private static Narrowings found(OnnxModel model) {
        return Narrowings.of(model, Sites.of(model).units(), ShapeInference.of(model));
    }

    private Tensor moment(SplittableRandom random, int width) {
        Tensor rows = Tensors.zeros(Precision.FLOAT64, 4 * width, width);
        Tensors.fill(rows, i -> random.nextGaussian());
        return Float64.sandwich(backend, rows, Float64.identity(rows.rows()));
    }

    private Optional<NarrowOffers> offers(Narrowing pair, long samples, SplittableRandom random) {
        int rows = pair.measured().shape().rows();
        Tensor mean = Tensors.zeros(Precision.FLOAT64, 1, rows);
        Tensors.fill(mean, i -> random.nextGaussian());
        Statistics seen = new Statistics(
                samples,
                mean,
                Optional.of(moment(random, rows)),
                Optional.empty(),
                Optional.of(moment(random, pair.measured().shape().columns())));
        return NarrowOffers.of(pair, backend, MatrixStore.MEMORY, Optional.of(new LayerStatistics(List.of(seen))));
    }

    /** Weights behind 76 of 96 units that were fitted to 77 rows moved the outputs of other samples by ten times their norm. */
    @Test
    void unitsAreNotFittedToFewRows() {
        OnnxModel model = new OnnxModel(
                Path.of("pair.onnx"),
                new ModelBuilder(3)
                        .input("x", "N", 6)
                        .output("y", "N", 5)
                        .weights("w", 6, 20)
                        .weights("v", 20, 5)
                        .node("MatMul", "first", List.of("x", "w"), "a")
                        .node("Relu", "between", List.of("a"), "b")
                        .node("MatMul", "second", List.of("b", "v"), "y")
                        .build(8, 17));
        Narrowing pair = found(model).pairs().get(0);
        assertTrue(offers(pair, 39, SEED.random()).isEmpty());
        assertTrue(offers(pair, 40, SEED.random()).isPresent());
    }

    /** The model with all pairs of a size; what was observed of them is drawn. */
    private ModelProto narrowed(OnnxModel model, List<Narrowing> pairs, UnaryOperator<Integer> size) {
        SplittableRandom random = SEED.random();
        List<Replacement> replacements = new ArrayList<>();
        List<Resizing> resizings = new ArrayList<>();
        for (Narrowing pair : pairs) {
            NarrowForm form = offers(pair, 100, random).orElseThrow().form();
            int passing = size.apply(pair.size());
            pair.units()
                    .forEach(unit -> replacements.add(Replacement.of(unit.first(), List.of(form.of(unit, passing)))));
            resizings.add(pair.resizing(passing));
        }
        return new Rewriter(model.proto(), UnaryOperator.identity(), Resizing.of(resizings))
                .replace(replacements)
                .model();
    }

    @Test
    void aSingleNumberCannotBecomeFewer() {
        OnnxModel model = new OnnxModel(
                Path.of("one.onnx"),
                new ModelBuilder(3)
                        .input("x", "N", 6)
                        .output("y", "N", 5)
                        .weights("w", 6, 1)
                        .weights("v", 1, 5)
                        .node("MatMul", "first", List.of("x", "w"), "a")
                        .node("Relu", "between", List.of("a"), "b")
                        .node("MatMul", "second", List.of("b", "v"), "y")
                        .build(8, 17));
        Narrowings found = found(model);
        assertTrue(found.pairs().isEmpty());
        assertEquals("it makes a single number", found.reasons().get("a"));
    }

    private static double change(OnnxModel model, ModelProto other) {
        try (OnnxSession before = OnnxSession.open(model.proto(), model.externalData(), 1);
                OnnxSession after = OnnxSession.open(other, model.externalData(), 1)) {
            Samples samples = new RandomSamples(3, Map.of("positions", 5), SEED).samples(before.inputs());
            return Comparison.of(before, after, samples, OutputChoice.USUAL, Stages.none())
                    .relative();
        }
    }

    @ParameterizedTest
    @EnumSource(Told.class)
    void eachPairOfATransformerIsFound(Told told) {
        Narrowings found = found(AttentionModels.of(told));
        assertEquals(
                List.of(
                        "PRODUCTS q-product k-product 2 x 8",
                        "VALUES v-product out-product 2 x 8",
                        "UNITS up-product down-product 1 x 32"),
                found.pairs().stream()
                        .map(pair -> pair.passage() + " " + String.join(" ", pair.names()) + " " + pair.groups() + " x "
                                + pair.size())
                        .toList(),
                () -> found.reasons().toString());
    }

    /** Where ONNX Runtime does not know how many axes there are, it is found out by what the model says. */
    @ParameterizedTest
    @EnumSource(Told.class)
    void olderExportsAreUnderstoodAsWell(Told told) {
        OnnxModel model = AttentionModels.older(told);
        Narrowings found = found(model);
        assertEquals(
                found(AttentionModels.of(told)).pairs().stream()
                        .map(Narrowing::names)
                        .toList(),
                found.pairs().stream().map(Narrowing::names).toList(),
                () -> found.reasons().toString());
        assertEquals(found.pairs(), trial(model).passed(found.pairs()));
    }

    /** Queries, keys and values that one product makes are narrowed once each has a product of its own. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aProductThatMakesAllOfAttentionIsDivided(boolean flat) {
        OnnxModel model = AttentionModels.fused(Told.CONSTANT, flat);
        assertEquals(
                List.of(List.of("up-product", "down-product")),
                found(model).pairs().stream().map(Narrowing::names).toList());
        OnnxModel divided = DividedHeads.of(model, name -> true).model();
        Narrowings found = found(divided);
        assertEquals(
                List.of(
                        List.of("qkv/1", "qkv/2"),
                        List.of("qkv/3", "out-product"),
                        List.of("up-product", "down-product")),
                found.pairs().stream().map(Narrowing::names).toList(),
                () -> found.reasons().toString());
        assertTrue(change(model, divided.proto()) <= 32 * 0x1p-24);
        assertEquals(found.pairs(), trial(divided).passed(found.pairs()));
        Set<String> names = new HashSet<>();
        divided.proto().getGraph().getInitializerList().forEach(tensor -> names.add(tensor.getName()));
        assertTrue(names.containsAll(Set.of("qkv.w/1", "qkv.b/3")) && !names.contains("qkv.w"), names::toString);
    }

    /** Whichever comes first in the model. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void layersWhoseNumbersMeetAreFoundTogether(boolean gateFirst) {
        OnnxModel model = AttentionModels.gated(gateFirst);
        Narrowings found = found(model);
        assertEquals(
                List.of(List.of(
                        gateFirst ? "gate-product" : "up-product",
                        gateFirst ? "up-product" : "gate-product",
                        "down-product")),
                found.pairs().stream().map(Narrowing::names).toList(),
                () -> found.reasons().toString());
        assertEquals(Map.of(), found.reasons());
        assertEquals(found.pairs(), trial(model).passed(found.pairs()));
    }

    /** At full size a pair is another way to write the same, turned by what was observed: all sums of 32 terms at most. */
    @ParameterizedTest
    @EnumSource(Told.class)
    void atFullSizeNothingChanges(Told told) {
        OnnxModel model = AttentionModels.of(told);
        double off = change(model, narrowed(model, found(model).pairs(), size -> size));
        assertTrue(off <= 16 * 32 * 0x1p-24, "off by " + off);
    }

    /** All sizes on the way fit, and attention is still divided by the root of what its heads were. */
    @ParameterizedTest
    @EnumSource(Told.class)
    void atASmallerSizeTheModelRuns(Told told) {
        OnnxModel model = AttentionModels.of(told);
        double off = change(model, narrowed(model, found(model).pairs(), size -> size - 1));
        assertTrue(off > 16 * 32 * 0x1p-24 && off < 1, "off by " + off);
    }

    /** Of fewer numbers a model that asks for their size makes what one that is told it by constants does. */
    @Test
    void whatIsComputedWithASizeStays() {
        OnnxModel asking = AttentionModels.of(Told.ASKED);
        OnnxModel told = AttentionModels.of(Told.CONSTANT);
        OnnxModel narrow = new OnnxModel(told.file(), narrowed(told, found(told).pairs(), size -> size / 2));
        double off = change(narrow, narrowed(asking, found(asking).pairs(), size -> size / 2));
        assertTrue(off <= 16 * 32 * 0x1p-24, "off by " + off);
    }

    /** Heads that are taken for units are found out, and the other pairs stay. */
    @Test
    void whatIsTakenForAnotherWayIsFoundOut() {
        OnnxModel model = AttentionModels.of(Told.CONSTANT);
        List<Narrowing> pairs = found(model).pairs();
        Narrowing values = pairs.get(1);
        Narrowing wrong = new Narrowing(
                Narrowing.Passage.UNITS, values.units(), 2, values.sizes(), values.numbers(), values.values());
        assertEquals(pairs, trial(model).passed(pairs));
        assertEquals(List.of(pairs.get(2)), trial(model).passed(List.of(wrong, pairs.get(2))));
    }

    private NarrowTrial trial(OnnxModel model) {
        try (OnnxSession session = OnnxSession.open(model.proto(), model.externalData(), 1)) {
            Samples samples = new RandomSamples(3, Map.of("positions", 5), SEED).samples(session.inputs());
            return new NarrowTrial(model, samples.batches(2).get(0), backend, 1, SEED);
        }
    }
}
