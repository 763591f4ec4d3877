package dev.eckart.app.foreign;

import dev.eckart.app.config.ConfigurationException;
import dev.eckart.app.console.Json;
import dev.eckart.app.console.Progress;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.measure.Costs;
import dev.eckart.app.onnx.measure.Score;
import dev.eckart.app.onnx.measure.Speed;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.app.report.EckartVersion;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;

/** Measures a foreign model on labelled data. */
public final class EvaluationJob {
    private final ForeignDataFinder finder;

    @Inject
    EvaluationJob(ForeignDataFinder finder) {
        this.finder = finder;
    }

    /**
     * Measures it and shows the result.
     *
     * @param file the model
     * @param job on what, and how the result is shown
     * @throws dev.eckart.spi.EckartException if the model or the data cannot be read, or do not fit together
     */
    public void run(Path file, ForeignJob job) {
        OnnxModel model = OnnxModel.read(file);
        ForeignData data = finder.find(job)
                .orElseThrow(() -> new ConfigurationException(
                        "there is nothing to evaluate the model on; name data with labels, such as --data mnist or"
                                + " --data FILE.npz"));
        EvaluationReport report = measured(model, data, job);
        job.console().result(job.json() ? Json.of(report) : EvaluationText.render(report));
    }

    private static EvaluationReport measured(OnnxModel model, ForeignData data, ForeignJob job) {
        try (OnnxSession session = OnnxSession.open(model.file(), job.settings().threads())) {
            Samples samples = ForeignDataFinder.limited(data.test(session.inputs()), job, Integer.MAX_VALUE);
            Score score = score(session, samples, job);
            return new EvaluationReport(
                    EvaluationReport.SCHEMA,
                    EckartVersion.current(),
                    model.file().toString(),
                    data.name(),
                    score.samples(),
                    score.scores(),
                    score.loss(),
                    score.accuracy(),
                    Costs.of(model),
                    Speed.of(List.of(session), samples).stream()
                            .map(EvaluationReport.Time::of)
                            .toList(),
                    score.confusion());
        }
    }

    private static Score score(OnnxSession session, Samples samples, ForeignJob job) {
        try (Progress progress = job.console().progress(new Progress.Task("evaluating", samples.count(), "samples"))) {
            return Score.of(session, samples, done -> progress.update(done, ""));
        }
    }
}
