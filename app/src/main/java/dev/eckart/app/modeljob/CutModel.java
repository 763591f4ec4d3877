package dev.eckart.app.modeljob;

import dev.eckart.app.modeljob.input.ModelData;
import dev.eckart.app.modeljob.report.CompressionReport;
import dev.eckart.app.modeljob.train.ModelTraining;
import dev.eckart.app.onnx.compress.BytesAlone;
import dev.eckart.app.onnx.compress.PredictedTime;
import dev.eckart.app.onnx.compress.Tools;
import dev.eckart.app.onnx.data.SampleBatch;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.delivery.Judging;
import dev.eckart.app.onnx.embedding.PairSamples;
import dev.eckart.app.onnx.layer.SkippedLayer;
import dev.eckart.app.onnx.model.OnnxModel;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What is still needed of making a smaller model when it has been written: nothing that holds weights, unless it was trained
 * or is run piece by piece.
 *
 * @param original the model, without its weights
 * @param tools what with it was cut
 * @param decomposer what factorised
 * @param backend what multiplied, and why
 * @param data the data, if there are any
 * @param calibration what the layers were observed on
 * @param judging what the smaller one is compared on, if there are data
 * @param drawn random inputs; fails if the model takes none
 * @param run what is run where time counts, if it does
 * @param time what was predicted of that, if it counts
 * @param pairs pairs of texts with scores, if there are any
 * @param layers what became of the layers that were to be factorised
 * @param sizes parameters of those layers together
 * @param leftAlone the other layers
 * @param alone what bytes alone would do, where that is as small
 * @param done how it was trained, if it was
 */
record CutModel(
        OnnxModel original,
        Tools tools,
        String decomposer,
        String backend,
        Optional<ModelData> data,
        String calibration,
        Optional<Judging> judging,
        Supplier<Samples> drawn,
        Optional<SampleBatch> run,
        Optional<PredictedTime> time,
        Optional<PairSamples> pairs,
        List<CompressionReport.Layer> layers,
        Sizes sizes,
        List<SkippedLayer> leftAlone,
        Optional<BytesAlone> alone,
        Optional<ModelTraining.Done> done) {
    /**
     * Parameters of layers, each tensor counted once.
     *
     * @param before of the layers as they were
     * @param after of what stands in their place
     */
    record Sizes(long before, long after) {}
}
