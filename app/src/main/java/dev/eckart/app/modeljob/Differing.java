package dev.eckart.app.modeljob;

import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.measure.Difference;
import dev.eckart.app.onnx.measure.Terms;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.runtime.ModelSession;
import dev.eckart.app.onnx.walk.PiecewiseSession;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** One comparison of two ONNX models. */
final class Differing {
    private static final int USUALLY_READ = 1000;
    private static final int USUALLY_DRAWN = 64;

    private Differing() {}

    /** Compares the models of two files on the data that a job names, or on random inputs if it names none. */
    static DifferenceReport of(Path before, Path after, ModelDataFinder finder, ModelJob job) {
        try (OpenedModels models = new OpenedModels()) {
            return of(before, after, finder, job, models);
        }
    }

    private static DifferenceReport of(
            Path before, Path after, ModelDataFinder finder, ModelJob job, OpenedModels models) {
        OnnxModel first = models.read(before);
        OnnxModel second = models.read(after);
        Optional<ModelData> data = finder.find(job, models, before);
        Difference difference = difference(first, second, data, job);
        return DifferenceReport.of(
                new DifferenceReport.Model(before.toString(), difference.before()),
                new DifferenceReport.Model(after.toString(), difference.after()),
                data,
                job.settings().seed(),
                difference);
    }

    private static Difference difference(OnnxModel first, OnnxModel second, Optional<ModelData> data, ModelJob job) {
        int threads = job.settings().threads();
        Samples samples = samples(first, second, new SampleSource(job, data), threads);
        try (StageProgress stages = new StageProgress(job.console())) {
            return Difference.of(first, second, samples, new Terms(job.request().choice(), threads, true, stages));
        }
    }

    private static Samples samples(OnnxModel first, OnnxModel second, SampleSource source, int threads) {
        try (ModelSession one = PiecewiseSession.open(first, threads);
                ModelSession other = PiecewiseSession.open(second, threads)) {
            return source.data().isPresent()
                    ? source.test(List.of(one, other), USUALLY_READ)
                    : source.drawn(
                            List.of(one, other),
                            source.job().request().samples().orElse(USUALLY_DRAWN));
        }
    }
}
