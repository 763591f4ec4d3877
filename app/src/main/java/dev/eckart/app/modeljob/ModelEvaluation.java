package dev.eckart.app.modeljob;

import dev.eckart.app.modeljob.input.ModelData;
import dev.eckart.app.modeljob.input.ModelDataFinder;
import dev.eckart.app.modeljob.input.ModelJob;
import dev.eckart.app.modeljob.input.OpenedModels;
import dev.eckart.app.modeljob.input.SampleSource;
import dev.eckart.app.modeljob.input.StageProgress;
import dev.eckart.app.modeljob.report.EvaluationReport;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.measure.Costs;
import dev.eckart.app.onnx.measure.Score;
import dev.eckart.app.onnx.measure.Speed;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.runtime.ModelSession;
import dev.eckart.app.onnx.walk.PiecewiseSession;
import dev.eckart.app.report.EckartVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** One evaluation of an ONNX model. */
final class ModelEvaluation {
    private ModelEvaluation() {}

    /** Measures the model of a file on the test samples that a job names; the model is read first. */
    static EvaluationReport of(Path file, ModelDataFinder finder, ModelJob job) {
        try (OpenedModels models = new OpenedModels()) {
            OnnxModel model = models.read(file);
            return of(file, model, finder.find(job, models, List.of(file)).orElseThrow(), job);
        }
    }

    private static EvaluationReport of(Path file, OnnxModel model, ModelData data, ModelJob job) {
        try (ModelSession session = PiecewiseSession.open(model, job.settings().threads());
                StageProgress stages = new StageProgress(job.console())) {
            Samples samples = new SampleSource(job, Optional.of(data), Optional.empty())
                    .test(List.of(session), Integer.MAX_VALUE);
            Score score = Score.of(session, samples, job.request().choice().output(), stages);
            return new EvaluationReport(
                    EvaluationReport.SCHEMA,
                    EckartVersion.current(),
                    file.toString(),
                    data.name(),
                    score.samples(),
                    Optional.of(score.positions()),
                    Optional.of(score.reading()),
                    score.scores(),
                    score.loss(),
                    score.accuracy(),
                    Costs.of(model, samples),
                    Speed.of(List.of(session), samples, stages).stream()
                            .map(EvaluationReport.Time::of)
                            .toList(),
                    Optional.of(score.classes()).filter(names -> !names.isEmpty()),
                    score.confusion());
        }
    }
}
