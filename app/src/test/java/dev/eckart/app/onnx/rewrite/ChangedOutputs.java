package dev.eckart.app.onnx.rewrite;

import dev.eckart.app.onnx.data.RandomSamples;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.measure.Comparison;
import dev.eckart.app.onnx.measure.OutputChoice;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.progress.Stages;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.spi.Seed;
import java.util.Map;

/** How far a rewritten model is from the one that it came of. */
final class ChangedOutputs {
    private ChangedOutputs() {}

    /** The relative difference of their outputs on three samples, along open axes called length of 5. */
    static double relative(OnnxModel model, OnnxModel other) {
        try (OnnxSession before = OnnxSession.open(model.proto(), model.externalData(), 1);
                OnnxSession after = OnnxSession.open(other.proto(), other.externalData(), 1)) {
            Samples samples = new RandomSamples(3, Map.of("length", 5), new Seed(1)).samples(before.inputs());
            return Comparison.of(before, after, samples, OutputChoice.USUAL, Stages.none())
                    .relative();
        }
    }
}
