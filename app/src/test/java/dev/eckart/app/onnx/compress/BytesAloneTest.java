package dev.eckart.app.onnx.compress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.onnx.LayerCase;
import dev.eckart.app.onnx.ModelBuilder;
import dev.eckart.app.onnx.compress.Compression.Compressed;
import dev.eckart.app.onnx.data.RandomSamples;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.measure.OutputChoice;
import dev.eckart.app.onnx.measure.Slowdown;
import dev.eckart.app.onnx.measure.Speed;
import dev.eckart.app.onnx.measure.Terms;
import dev.eckart.app.onnx.model.FileSize;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.progress.Stages;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.app.onnx.tensor.OnnxException;
import dev.eckart.app.onnx.unit.Sites;
import dev.eckart.compress.allocate.KnapsackAllocator;
import dev.eckart.compress.decompose.TruncatedSvd;
import dev.eckart.spi.Seed;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class BytesAloneTest {
    private static final Seed SEED = new Seed(6);

    private static OnnxModel model(long opset) {
        return new OnnxModel(
                Path.of("product.onnx"),
                new ModelBuilder(5)
                        .input("x", "N", 60)
                        .output("y", "N", 60)
                        .weights("w", 60, 60)
                        .node("MatMul", "m", List.of("x", "w"), "y")
                        .build(8, opset));
    }

    private static Samples samples(OnnxModel model) {
        try (OnnxSession session = OnnxSession.open(model.proto(), model.externalData(), 1)) {
            return new RandomSamples(4, Map.of(), SEED).samples(session.inputs());
        }
    }

    private static Optional<BytesAlone> alone(OnnxModel model, Target target, boolean bytes, boolean timed) {
        return alone(model, target, bytes, timed, () -> samples(model));
    }

    private static Optional<BytesAlone> alone(
            OnnxModel model, Target target, boolean bytes, boolean timed, Supplier<Samples> samples) {
        Tools tools = new Tools(new TruncatedSvd(), new KnapsackAllocator(), LayerCase.backend(), 1, SEED)
                .with(AllowedForms.USUAL.with(bytes ? EightBits.PRODUCTS : EightBits.TABLES));
        Compressed compressed = new Compression(
                        tools,
                        model,
                        Sites.of(model).units(),
                        Optional.empty(),
                        OutputChoice.USUAL,
                        note -> {},
                        Stages.none())
                .to(target);
        Terms terms = new Terms(OutputChoice.USUAL, Optional.empty(), 1, timed, Stages.none());
        Optional<BytesAlone> alone = BytesAlone.of(model, compressed, samples, terms);
        alone.ifPresent(found -> assertTrue(found.bytes() <= FileSize.of(compressed.model(), model.externalData())));
        return alone;
    }

    @Test
    void aModelThatIsCutLessThanBytesWouldDoIsMeasuredBesideThem() {
        BytesAlone alone = alone(model(17), new Target.Ratio(2), false, true).orElseThrow();
        assertTrue(alone.bytes() < 60 * 60 * 2, alone.bytes() + " bytes");
        assertEquals(2, alone.speeds().get(0).times().size());
    }

    @Test
    void whatIsCutFurtherOrNotAtAllOrCannotBeBytesIsNot() {
        assertEquals(Optional.empty(), alone(model(17), new Target.Ratio(12), false, true));
        assertEquals(Optional.empty(), alone(model(17), new Target.Ratio(1), true, true));
        assertEquals(Optional.empty(), alone(model(10), new Target.Ratio(2), false, true));
        assertEquals(Optional.empty(), alone(model(17), new Target.Ratio(2), false, false));
    }

    /** Whatever inputs are drawn, some models do not run on them; they are compressed all the same. */
    @Test
    void whatDoesNotRunHereIsNotTimed() {
        BytesAlone alone = alone(model(17), new Target.Ratio(2), false, true, () -> {
                    throw new OnnxException("it takes no inputs that can be drawn");
                })
                .orElseThrow();
        assertEquals(List.of(), alone.speeds());
        assertFalse(alone.isAsFast());
    }

    @Test
    void asFastIsWhatIsMeasuredAtEachBatch() {
        assertTrue(new BytesAlone(1, List.of(speed(0.5), speed(1))).isAsFast());
        assertFalse(new BytesAlone(1, List.of(speed(0.5), speed(1.5))).isAsFast());
        assertFalse(new BytesAlone(1, List.of()).isAsFast());
    }

    private static Speed speed(double ratio) {
        Speed.Times each = new Speed.Times(1, 1, 1);
        return new Speed(1, Arrays.asList(each, each), 0.5, 100, new Slowdown(ratio, ratio, ratio));
    }
}
