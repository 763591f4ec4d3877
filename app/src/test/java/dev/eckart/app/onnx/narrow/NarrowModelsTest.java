package dev.eckart.app.onnx.narrow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.onnx.LayerCase;
import dev.eckart.app.onnx.compress.AllowedForms;
import dev.eckart.app.onnx.compress.Compression;
import dev.eckart.app.onnx.compress.Compression.Compressed;
import dev.eckart.app.onnx.compress.EightBits;
import dev.eckart.app.onnx.compress.Target;
import dev.eckart.app.onnx.compress.Tools;
import dev.eckart.app.onnx.data.RandomSamples;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.measure.Comparison;
import dev.eckart.app.onnx.measure.OutputChoice;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.narrow.AttentionModels.Told;
import dev.eckart.app.onnx.progress.Stages;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.app.onnx.unit.Sites;
import dev.eckart.app.onnx.unit.Unit;
import dev.eckart.compress.allocate.KnapsackAllocator;
import dev.eckart.compress.allocate.UniformAllocator;
import dev.eckart.compress.decompose.TwoSidedSvd;
import dev.eckart.spi.Seed;
import dev.eckart.spi.compress.RankAllocator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Models that become narrower. */
class NarrowModelsTest {
    private static final Seed SEED = new Seed(78);

    private static Samples samples(OnnxModel model) {
        try (OnnxSession session = OnnxSession.open(model.proto(), model.externalData(), 1)) {
            return new RandomSamples(120, Map.of("positions", 6), SEED).samples(session.inputs());
        }
    }

    private static Compressed compressed(
            OnnxModel model, List<Unit> units, RankAllocator allocator, Target target, AllowedForms forms) {
        Tools tools = new Tools(new TwoSidedSvd(), allocator, LayerCase.backend(), 1, SEED).with(forms);
        return new Compression(
                        tools, model, units, Optional.of(samples(model)), OutputChoice.USUAL, note -> {}, Stages.none())
                .to(target);
    }

    private static List<String> labels(Compressed model) {
        return model.layers().stream().map(layer -> layer.chosen().label()).toList();
    }

    private static double change(OnnxModel model, Compressed smaller) {
        try (OnnxSession before = OnnxSession.open(model.proto(), model.externalData(), 1);
                OnnxSession after = OnnxSession.open(smaller.model(), model.externalData(), 1)) {
            return Comparison.of(before, after, samples(model), OutputChoice.USUAL, Stages.none())
                    .relative();
        }
    }

    private static List<Unit> feedForward(OnnxModel model) {
        return Sites.of(model).units().stream()
                .filter(unit -> List.of("gate-product", "up-product", "down-product")
                        .contains(unit.first().name()))
                .toList();
    }

    /** No factors of as few parameters could do that. */
    @Test
    void ofUnitsThatSayTheSameOneIsEnough() {
        OnnxModel model = AttentionModels.repetitive(AttentionModels.of(Told.CONSTANT), "up");
        Compressed narrow = compressed(
                model,
                feedForward(model),
                new KnapsackAllocator(),
                new Target.Parameters(16 * 16 * 2 + 32),
                AllowedForms.USUAL);
        assertEquals(List.of("16 of 32 units", "16 of 32 units"), labels(narrow));
        double off = change(model, narrow);
        // The moment of the 16 units is solved with a ridge of the root of the unit roundoff.
        assertTrue(off <= 16 * 32 * 0x1p-24, "off by " + off);
    }

    /** Layers whose numbers meet lose the same units, and the one behind them is fitted to those that stay. */
    @Test
    void layersThatMeetLoseTheSameUnits() {
        OnnxModel model = AttentionModels.repetitive(AttentionModels.gated(true), "gate", "up");
        Compressed narrow = compressed(
                model,
                feedForward(model),
                new KnapsackAllocator(),
                new Target.Parameters(16 * 16 * 3 + 48),
                AllowedForms.USUAL);
        assertEquals(List.of("16 of 32 units", "16 of 32 units", "16 of 32 units"), labels(narrow));
        double off = change(model, narrow);
        // As of two layers: the moment of the 16 units is solved with a ridge of the root of the unit roundoff.
        assertTrue(off <= 16 * 32 * 0x1p-24, "off by " + off);
    }

    /** Each layer still becomes what is best, with or without the others: bytes are offered of narrow layers too. */
    @Test
    void narrowLayersAreStoredInBytesToo() {
        OnnxModel model = AttentionModels.repetitive(AttentionModels.of(Told.CONSTANT), "up");
        Compressed narrow = compressed(
                model,
                feedForward(model),
                new KnapsackAllocator(),
                new Target.Parameters(16 * 16 * 2 + 32),
                AllowedForms.USUAL.with(EightBits.PRODUCTS));
        assertEquals(List.of("16 of 32 units, 8 bits", "16 of 32 units, 8 bits"), labels(narrow));
        double off = change(model, narrow);
        assertTrue(off < 0.05, "off by " + off);
    }

    /** An allocator that shares ranks out knows nothing of layers that go together. */
    @Test
    void whoSharesRanksOutIsOfferedRanksAlone() {
        OnnxModel model = AttentionModels.of(Told.CONSTANT);
        Compressed cut = compressed(
                model, Sites.of(model).units(), new UniformAllocator(), new Target.Ratio(2), AllowedForms.USUAL);
        assertTrue(
                labels(cut).stream().allMatch(label -> label.startsWith("rank")),
                () -> labels(cut).toString());
    }

    /** The same model and size as below, where layers do become narrower. */
    @Test
    void whoWantsFactorsAloneGetsNothingNarrower() {
        OnnxModel model = AttentionModels.of(Told.PIECES);
        Compressed cut = compressed(
                model,
                Sites.of(model).units(),
                new KnapsackAllocator(),
                new Target.Ratio(1.5),
                AllowedForms.USUAL.asWide());
        assertTrue(
                labels(cut).stream().noneMatch(label -> label.endsWith("a head") || label.endsWith("units")),
                () -> labels(cut).toString());
    }

    /** All pairs at once, heads and units, in a model that is refitted as far as its layers make what they made. */
    @Test
    void headsAndUnitsBecomeFewerTogether() {
        OnnxModel model = AttentionModels.of(Told.PIECES);
        Compressed narrow = compressed(
                model, Sites.of(model).units(), new KnapsackAllocator(), new Target.Ratio(1.5), AllowedForms.USUAL);
        assertTrue(
                labels(narrow).stream().anyMatch(label -> label.endsWith("a head")),
                () -> labels(narrow).toString());
        assertTrue(
                labels(narrow).stream().anyMatch(label -> label.endsWith("units")),
                () -> labels(narrow).toString());
        double off = change(model, narrow);
        assertTrue(off < 0.5, "off by " + off);
    }
}
