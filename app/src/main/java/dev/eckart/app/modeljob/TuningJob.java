package dev.eckart.app.modeljob;

import dev.eckart.app.batch.Augmentation;
import dev.eckart.app.config.ConfigurationException;
import dev.eckart.app.console.Interruption;
import dev.eckart.app.console.Json;
import dev.eckart.app.modeljob.input.ModelData;
import dev.eckart.app.modeljob.input.ModelDataFinder;
import dev.eckart.app.modeljob.input.ModelJob;
import dev.eckart.app.modeljob.input.OpenedModels;
import dev.eckart.app.modeljob.input.OwnTokenizer;
import dev.eckart.app.modeljob.input.SampleSource;
import dev.eckart.app.modeljob.input.StageProgress;
import dev.eckart.app.modeljob.report.DifferenceReport;
import dev.eckart.app.modeljob.report.DifferenceText;
import dev.eckart.app.modeljob.report.TrainingText;
import dev.eckart.app.modeljob.report.TuningReport;
import dev.eckart.app.modeljob.report.VerdictText;
import dev.eckart.app.modeljob.train.CheckpointFile;
import dev.eckart.app.modeljob.train.ModelTraining;
import dev.eckart.app.modeljob.train.TrainingReport;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.delivery.Delivery;
import dev.eckart.app.onnx.delivery.Judging;
import dev.eckart.app.onnx.delivery.Proof;
import dev.eckart.app.onnx.embedding.PairSamples;
import dev.eckart.app.onnx.measure.Difference;
import dev.eckart.app.onnx.measure.Terms;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.runtime.ModelSession;
import dev.eckart.app.plugin.Plugins;
import dev.eckart.app.report.EckartVersion;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Trains an ONNX model of any origin further. */
public final class TuningJob {
    private final ModelDataFinder finder;
    private final Plugins plugins;
    private final Interruption interruption;

    @Inject
    TuningJob(ModelDataFinder finder, Plugins plugins, Interruption interruption) {
        this.finder = finder;
        this.plugins = plugins;
        this.interruption = interruption;
    }

    /** What models learn from, and inputs that are drawn. */
    private record Matter(Samples samples, Optional<PairSamples> pairs, Supplier<Samples> drawn) {}

    /**
     * Trains a model, proves what was written, and shows and keeps the result.
     *
     * @param request what, and how
     * @param job on what data, and how the result is shown
     * @return what was found
     * @throws dev.eckart.spi.EckartException if a file or the data cannot be read, there is nothing to train or to learn from, the
     *     training diverges, or the proof fails; no model is written then
     */
    public TuningReport run(TuningRequest request, ModelJob job) {
        try (OpenedModels models = new OpenedModels()) {
            return run(request, job, models);
        }
    }

    private TuningReport run(TuningRequest request, ModelJob job, OpenedModels models) {
        request.place()
                .requireFree(Stream.concat(Stream.of(request.model()), request.teacher().stream())
                        .toArray(Path[]::new));
        OwnTokenizer tokenizer = new OwnTokenizer(request.model());
        tokenizer.requireRoom(request.place());
        ModelTraining training =
                ModelTraining.of(job, request.settings(), request.teacher().isPresent(), plugins);
        request.teacher().ifPresent(named -> training.requireHeard());
        SampleSource source = SampleSource.of(
                job,
                finder,
                models,
                Stream.concat(Stream.of(request.model()), request.teacher().stream())
                        .toList());
        ModelData data = source.data()
                .orElseThrow(
                        () -> new ConfigurationException(
                                "--data: there is nothing to learn from; name a data set or"
                                        + " a FILE.npz, or a configuration (-c, -P or --preset) to train as 'eckart run' does"));
        OnnxModel model = models.read(request.model());
        Optional<OnnxModel> teacher = request.teacher().map(models::read);
        Matter matter = matter(model, teacher, source, request.settings().augmentation());
        training.requireLabels(matter.samples());
        CheckpointFile checkpoints = new CheckpointFile(request.place(), job.console()::note);
        try (Delivery delivery = new Delivery(request.place().model());
                Interruption.Registration unfinished = interruption.register(delivery::close);
                Interruption.Registration learning = interruption.register(checkpoints::cutOff);
                StageProgress stages = new StageProgress(job.console())) {
            ModelTraining.Done done = training.train(model, teacher, matter.samples(), request.place(), stages);
            Terms terms = new Terms(
                    job.request().choice(), matter.pairs(), job.settings().threads(), request.timed(), stages);
            delivery.stage(done.tuned().model(), model.externalData());
            tokenizer.goWith(delivery);
            Proof proof = delivery.prove(written -> Proof.of(
                    teacher.orElse(model), written, Optional.of(Judging.byAll(done.held())), matter.drawn(), terms));
            TuningReport report = report(request, data, done.report(), proof);
            interruption.whole(() -> {
                request.place().keep(Json.of(report) + "\n", delivery::settle);
                done.checkpoints().remove();
                return report;
            });
            job.console().result(job.json() ? Json.of(report) : text(report));
            return report;
        }
    }

    /** A teacher must take and give what the model does. */
    private static Matter matter(
            OnnxModel model, Optional<OnnxModel> teacher, SampleSource source, Augmentation augmentation) {
        try (ModelSession own = Original.loaded(model, source.job())) {
            if (teacher.isEmpty()) {
                return matter(List.of(own), source, augmentation);
            }
            try (ModelSession other = Original.loaded(teacher.get(), source.job())) {
                Difference.requireComparable(other, own);
                return matter(List.of(own, other), source, augmentation);
            }
        }
    }

    private static Matter matter(List<ModelSession> sessions, SampleSource source, Augmentation augmentation) {
        Samples samples = source.learning(sessions, augmentation);
        source.require(samples, 2, "one is learnt from and another kept back to judge by");
        return new Matter(
                samples, source.pairs(sessions), Original.drawn(sessions.get(0), Optional.of(samples), source));
    }

    private static TuningReport report(TuningRequest request, ModelData data, TrainingReport training, Proof proof) {
        Difference difference = proof.difference().orElseThrow();
        List<DifferenceReport.Times> latency =
                difference.speeds().stream().map(DifferenceReport.Times::of).toList();
        List<String> objections = new ArrayList<>(proof.objections());
        training.objection().ifPresent(objections::add);
        Optional<String> kept = Optional.of(TuningReport.keptBack(data.name()));
        return new TuningReport(
                TuningReport.SCHEMA,
                EckartVersion.current(),
                request.model().toString(),
                request.teacher().map(Object::toString),
                new DifferenceReport.Model(
                        request.teacher().orElse(request.model()).toString(), proof.before()),
                new DifferenceReport.Model(request.place().model().toString(), proof.after()),
                data.name(),
                data.text(),
                training,
                difference.outputs().with(data::textOf),
                proof.drawn(),
                latency,
                objections,
                new VerdictText(objections, latency, Optional.of(difference.outputs()), kept).render());
    }

    private static String text(TuningReport report) {
        return TrainingText.render(report.training(), report.data()) + DifferenceText.render(report.difference());
    }
}
