package dev.eckart.app.onnx.compress;

import dev.eckart.app.onnx.compress.Compression.Compressed;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.layer.Site;
import dev.eckart.app.onnx.measure.Slowdown;
import dev.eckart.app.onnx.measure.Speed;
import dev.eckart.app.onnx.measure.Terms;
import dev.eckart.app.onnx.model.FileSize;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.proto.ModelProto;
import dev.eckart.app.onnx.rewrite.Replacement;
import dev.eckart.app.onnx.rewrite.Rewriter;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.app.onnx.tensor.OnnxException;
import dev.eckart.app.onnx.unit.Unit;
import dev.eckart.app.onnx.walk.PiecewiseSession;
import dev.eckart.spi.compress.Storage.Form;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A model of which the same layers are stored in bytes, and nothing is cut away: what is cut has to be better than that.
 *
 * @param bytes size of its file
 * @param speeds how long the cut model and this one take; empty if they do not run here
 */
public record BytesAlone(long bytes, List<Speed> speeds) {
    /**
     * Looks for it.
     *
     * @param model the original
     * @param compressed what was made of it
     * @param samples what models are timed with
     * @param terms how
     * @return it, if times are measured, something was cut, the model can have products of bytes, and its file is no larger
     *     than the cut one
     */
    public static Optional<BytesAlone> of(
            OnnxModel model, Compressed compressed, Supplier<Samples> samples, Terms terms) {
        List<Unit> units =
                compressed.layers().stream().map(Compression.Layer::unit).toList();
        boolean cut = compressed.layers().stream()
                .anyMatch(layer -> layer.chosen().rank().isPresent());
        if (!terms.timed()
                || !cut
                || !ByteChoice.areThereProducts(OnnxModel.opset(model.proto()))
                || !PiecewiseSession.isWhole(model)) {
            return Optional.empty();
        }
        ModelProto alone = new Rewriter(model.proto())
                .replace(units.stream().flatMap(unit -> inBytes(unit).stream()).toList())
                .model();
        long bytes = FileSize.of(alone, model.externalData());
        if (bytes > FileSize.of(compressed.model(), model.externalData())) {
            return Optional.empty();
        }
        return Optional.of(new BytesAlone(bytes, speeds(model, compressed, alone, samples, terms)));
    }

    private static Optional<Replacement> inBytes(Unit unit) {
        Site site = unit.first();
        Form possible = site.arrangement().bytes(unit.shape());
        return unit.turned().isEmpty()
                        && new ByteChoice(true, true).of(site.type()).contains(possible)
                ? Optional.of(new Replacement(
                        unit.uses(),
                        List.of(),
                        List.of(unit.shape()),
                        () -> unit.factors(List.of(unit.read().stored(possible)))))
                : Optional.empty();
    }

    private static List<Speed> speeds(
            OnnxModel model, Compressed compressed, ModelProto alone, Supplier<Samples> samples, Terms terms) {
        try (OnnxSession first = OnnxSession.open(compressed.model(), model.externalData(), terms.threads());
                OnnxSession second = OnnxSession.open(alone, model.externalData(), terms.threads())) {
            return Speed.of(List.of(first, second), samples.get(), terms.stages());
        } catch (OnnxException e) {
            // What does not run here is no faster; that it does not run is told by the proof.
            return List.of();
        }
    }

    /**
     * Whether it takes no longer than the cut model.
     *
     * @return true if no time was longer, and each could be told
     */
    public boolean isAsFast() {
        return !speeds.isEmpty()
                && speeds.stream()
                        .map(speed -> speed.slowdown().verdict())
                        .allMatch(verdict -> verdict == Slowdown.Verdict.FASTER || verdict == Slowdown.Verdict.AS_FAST);
    }
}
