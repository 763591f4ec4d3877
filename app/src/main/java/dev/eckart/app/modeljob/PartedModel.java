package dev.eckart.app.modeljob;

import dev.eckart.app.onnx.compress.Target;
import dev.eckart.app.onnx.model.FileSize;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.narrow.DividedHeads;
import dev.eckart.app.onnx.rewrite.OwnTensors;
import dev.eckart.app.onnx.rewrite.PartedWeights;
import dev.eckart.app.onnx.walk.PiecewiseSession;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A model in which what exporters write as one, and layers have parts of, is in parts.
 *
 * @param whole as it was read
 * @param model in parts, which gives the same; as it was read if nothing is parted
 * @param divided names of the products that have been divided
 */
record PartedModel(OnnxModel whole, OnnxModel model, List<String> divided) {
    /** Parts a model, as far as layers that are wanted have something of it, and tells so. */
    static PartedModel of(OnnxModel whole, Predicate<String> wanted, boolean narrows, Consumer<String> notes) {
        OwnTensors weights = OwnTensors.of(whole, wanted);
        weights.notes().forEach(notes);
        OnnxModel parted = weights.model();
        DividedHeads heads = narrows && PiecewiseSession.isWhole(parted)
                ? DividedHeads.of(parted, wanted)
                : new DividedHeads(parted, List.of());
        if (!heads.names().isEmpty()) {
            notes.accept("numbers that are parted by a Split get a product for each part, so that layers can become"
                    + " narrower" + PartedWeights.example(heads.names()));
        }
        return new PartedModel(whole, heads.model(), heads.names());
    }

    /** A target that is one of the model as it was read. */
    Target target(Target asked) {
        return isWhole() ? asked : asked.ofFile(FileSize.of(whole.proto(), whole.externalData()));
    }

    private boolean isWhole() {
        return model == whole;
    }

    /** What is written: where nothing has become of any part, the model as it was read. */
    OnnxModel written(OnnxModel made) {
        return !isWhole() && made.equals(model) ? whole : made;
    }
}
