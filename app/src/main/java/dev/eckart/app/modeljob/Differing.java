package dev.eckart.app.modeljob;

import dev.eckart.app.modeljob.input.ModelData;
import dev.eckart.app.modeljob.input.ModelDataFinder;
import dev.eckart.app.modeljob.input.ModelJob;
import dev.eckart.app.modeljob.input.OpenedModels;
import dev.eckart.app.modeljob.input.PairData;
import dev.eckart.app.modeljob.input.SampleSource;
import dev.eckart.app.modeljob.input.StageProgress;
import dev.eckart.app.modeljob.report.DifferenceReport;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.embedding.PairSamples;
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
        SampleSource source = source(SampleSource.of(job, finder, models, List.of(before, after)));
        Optional<ModelData> data = source.data();
        Difference difference = difference(first, second, source);
        return DifferenceReport.of(
                new DifferenceReport.Model(before.toString(), difference.before()),
                new DifferenceReport.Model(after.toString(), difference.after()),
                data,
                job.settings().seed(),
                difference);
    }

    /** The texts of pairs are samples like others where there are no others. */
    private static SampleSource source(SampleSource found) {
        return new SampleSource(found.job(), found.data().or(() -> found.pairs().map(PairData::texts)), found.pairs());
    }

    private static Difference difference(OnnxModel first, OnnxModel second, SampleSource source) {
        ModelJob job = source.job();
        int threads = job.settings().threads();
        Given given = given(first, second, source, threads);
        try (StageProgress stages = new StageProgress(job.console())) {
            Terms terms = new Terms(job.request().choice(), given.pairs(), threads, true, stages);
            return Difference.of(first, second, given.samples(), terms);
        }
    }

    /** What both models are run on. */
    private record Given(Samples samples, Optional<PairSamples> pairs) {}

    private static Given given(OnnxModel first, OnnxModel second, SampleSource source, int threads) {
        try (ModelSession one = PiecewiseSession.open(first, threads);
                ModelSession other = PiecewiseSession.open(second, threads)) {
            List<ModelSession> sessions = List.of(one, other);
            Samples samples = source.data().isPresent()
                    ? source.test(sessions, USUALLY_READ)
                    : source.drawn(sessions, source.job().request().samples().orElse(USUALLY_DRAWN));
            return new Given(samples, source.pairs(sessions));
        }
    }
}
