package dev.eckart.app.modeljob;

import dev.eckart.app.modeljob.input.ModelData;
import dev.eckart.app.modeljob.input.ModelDataFinder;
import dev.eckart.app.modeljob.input.ModelJob;
import dev.eckart.app.modeljob.input.OpenedModels;
import dev.eckart.app.modeljob.input.SampleSource;
import dev.eckart.app.modeljob.input.StageProgress;
import dev.eckart.app.modeljob.report.GradientReport;
import dev.eckart.app.onnx.data.SampleBatch;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.gradientcheck.GradientVerifier;
import dev.eckart.app.onnx.gradientcheck.VerifiedGradients;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.rewrite.OwnTensors;
import dev.eckart.app.onnx.runtime.ModelSession;
import dev.eckart.app.onnx.tensor.DataType;
import dev.eckart.app.onnx.tune.ConstantNodes;
import dev.eckart.app.report.EckartVersion;
import dev.eckart.spi.Seed;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** One comparison of the gradients of an ONNX model with differences. */
final class GradientComparison {
    private static final int USUALLY = 4;

    private GradientComparison() {}

    /** Compares them on the samples that a job names, or on random inputs if it names none. */
    static GradientReport of(Path file, ModelDataFinder finder, ModelJob job) {
        try (OpenedModels models = new OpenedModels()) {
            OnnxModel lifted = ConstantNodes.lifted(models.read(file));
            OnnxModel own = OwnTensors.of(lifted, layer -> true).model();
            return of(file, own, finder.find(job, models, List.of(file)), job);
        }
    }

    private static GradientReport of(Path file, OnnxModel model, Optional<ModelData> data, ModelJob job) {
        SampleBatch batch = batch(model, new SampleSource(job, data, Optional.empty()));
        try (StageProgress stages = new StageProgress(job.console())) {
            VerifiedGradients found = GradientVerifier.of(
                    model,
                    batch,
                    new GradientVerifier.Terms(
                            new Seed(job.settings().seed()).split("gradients"),
                            job.settings().threads(),
                            stages));
            return new GradientReport(
                    GradientReport.SCHEMA,
                    EckartVersion.current(),
                    file.toString(),
                    data.map(ModelData::name)
                            .orElse("random inputs, seed " + job.settings().seed()),
                    batch.count(),
                    found.type() == DataType.DOUBLE ? "float64" : "float32",
                    found.reason(),
                    found.tensors(),
                    found.frozen());
        }
    }

    private static SampleBatch batch(OnnxModel model, SampleSource source) {
        try (ModelSession session = Original.loaded(model, source.job())) {
            int count = source.job().request().samples().orElse(USUALLY);
            Samples samples = source.data().isPresent()
                    ? source.test(List.of(session), USUALLY)
                    : source.drawn(List.of(session), count);
            return samples.whole().batches(count).get(0);
        }
    }
}
