package dev.eckart.app.modeljob;

import dev.eckart.app.config.ConfigurationException;
import dev.eckart.app.config.source.Assignment;
import dev.eckart.app.console.Environment;
import dev.eckart.app.console.Interruption;
import dev.eckart.app.console.Json;
import dev.eckart.app.engine.EngineSelection;
import dev.eckart.app.modeljob.cost.CostTable;
import dev.eckart.app.modeljob.cost.KnownTimes;
import dev.eckart.app.modeljob.input.ModelData;
import dev.eckart.app.modeljob.input.ModelDataFinder;
import dev.eckart.app.modeljob.input.ModelJob;
import dev.eckart.app.modeljob.input.OpenedModels;
import dev.eckart.app.modeljob.input.OwnTokenizer;
import dev.eckart.app.modeljob.input.SampleSource;
import dev.eckart.app.modeljob.input.StageProgress;
import dev.eckart.app.modeljob.report.CompressionReport;
import dev.eckart.app.modeljob.report.CompressionText;
import dev.eckart.app.modeljob.train.CheckpointFile;
import dev.eckart.app.modeljob.train.ModelTraining;
import dev.eckart.app.onnx.compress.BytesAlone;
import dev.eckart.app.onnx.compress.CalibrationSamples;
import dev.eckart.app.onnx.compress.Compression;
import dev.eckart.app.onnx.compress.Compression.Compressed;
import dev.eckart.app.onnx.compress.Target;
import dev.eckart.app.onnx.compress.TimedRun;
import dev.eckart.app.onnx.compress.Tools;
import dev.eckart.app.onnx.cost.RuntimeClock;
import dev.eckart.app.onnx.data.SampleBatch;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.delivery.Delivery;
import dev.eckart.app.onnx.delivery.Judging;
import dev.eckart.app.onnx.delivery.Proof;
import dev.eckart.app.onnx.factorise.LayerEngine;
import dev.eckart.app.onnx.measure.Terms;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.unit.Sites;
import dev.eckart.app.onnx.unit.Unit;
import dev.eckart.app.onnx.walk.PiecewiseSession;
import dev.eckart.app.plugin.BackendChoice;
import dev.eckart.app.plugin.BackendSelection;
import dev.eckart.app.plugin.Plugins;
import dev.eckart.app.report.text.RunText;
import dev.eckart.spi.EckartException;
import dev.eckart.spi.Seed;
import dev.eckart.spi.compress.Decomposer;
import dev.eckart.spi.engine.Engine;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Compresses an ONNX model. */
public final class CompressionJob {
    /** What models are factorised in, whatever a configuration says. */
    public static final Assignment PRECISION = new Assignment("precision", "float64", "eckart compress");

    private final ModelDataFinder finder;
    private final BackendSelection backends;
    private final Plugins plugins;
    private final EngineSelection engines;
    private final Environment environment;
    private final Interruption interruption;

    @Inject
    CompressionJob(
            ModelDataFinder finder,
            BackendSelection backends,
            Plugins plugins,
            EngineSelection engines,
            Environment environment,
            Interruption interruption) {
        this.finder = finder;
        this.backends = backends;
        this.plugins = plugins;
        this.engines = engines;
        this.environment = environment;
        this.interruption = interruption;
    }

    /**
     * Compresses a model, proves what was written, and shows and keeps the result.
     *
     * @param request what, and how small
     * @param job on what data, and how the result is shown
     * @return what was found
     * @throws EckartException if a file or the data cannot be read, the target cannot be met, or the proof fails;
     *     nothing is written then
     */
    public CompressionReport run(CompressionRequest request, ModelJob job) {
        try (OpenedModels models = new OpenedModels()) {
            return run(request, job, models);
        }
    }

    private CompressionReport run(CompressionRequest request, ModelJob job, OpenedModels models) {
        request.place().requireFree(request.model());
        OwnTokenizer tokenizer = new OwnTokenizer(request.model());
        tokenizer.requireRoom(request.place());
        CheckpointFile checkpoints = new CheckpointFile(request.place(), job.console()::note);
        try (Delivery delivery = new Delivery(request.place().model());
                Interruption.Registration unfinished = interruption.register(delivery::close);
                Interruption.Registration training = interruption.register(checkpoints::cutOff);
                StageProgress stages = new StageProgress(job.console())) {
            // Models that are run lie outside of the heap, where there is room as soon as nothing here has their
            // weights.
            CutModel cut = cut(request, job, models, delivery, stages);
            tokenizer.goWith(delivery);
            Terms terms = new Terms(
                    job.request().choice(), cut.pairs(), cut.tools().threads(), request.timed(), cut.run(), stages);
            Proof proof =
                    delivery.prove(written -> Proof.of(cut.original(), written, cut.judging(), cut.drawn(), terms));
            CompressionReport report = CompressionOutcome.of(request, cut, proof);
            interruption.whole(() -> {
                request.place().keep(Json.of(report) + "\n", delivery::settle);
                cut.done().ifPresent(trained -> trained.checkpoints().remove());
                return report;
            });
            if (cut.data().isEmpty() && request.decomposer().isEmpty()) {
                job.console()
                        .note("no calibration data: the plain truncated SVD was used, which knows nothing of what the"
                                + " layers see; --data or --calibration keep more of the outputs");
            }
            job.console().result(job.json() ? Json.of(report) : CompressionText.render(report));
            return report;
        }
    }

    /** Makes the smaller model and writes it beside its place. */
    private CutModel cut(
            CompressionRequest request, ModelJob job, OpenedModels models, Delivery delivery, StageProgress stages) {
        Optional<ModelTraining> training =
                request.training().map(settings -> ModelTraining.of(job, settings, true, plugins));
        SampleSource source = SampleSource.of(job, finder, models, List.of(request.model()));
        Optional<ModelData> data = source.data();
        requireSamples(job, data);
        BackendChoice choice = backends.choose(job.configuration());
        OnnxModel read = models.read(request.model());
        OnnxModel whole = request.frozen() ? read.frozen() : read;
        Tools tools = tools(request, job, choice, data.isPresent());
        PartedModel parts = PartedModel.of(
                whole, request.patterns()::choose, data.isPresent() && tools.narrows(), job.console()::note);
        OnnxModel model = parts.model();
        Target target = parts.target(request.target());
        Original original = Original.of(model, target, source, training);
        Optional<Samples> samples = original.calibration();
        List<Unit> units = chosen(request, original.layers(), parts.divided());
        tools.objection(target, units.size(), samples.isPresent()).ifPresent(objection -> {
            throw new ConfigurationException("--allocator: " + objection);
        });
        Optional<SampleBatch> run = request.target()
                .only(Target.Latency.class)
                .map(asked -> TimedBatch.of(model, samples.orElseGet(original.drawn()), asked.run()));
        Compressed cut = cut(
                new Compression(tools, model, units, samples, job.request().choice(), job.console()::note, stages),
                run.or(() -> usual(request, model, samples)),
                target,
                job,
                choice);
        Optional<ModelTraining.Done> done = training.map(planned -> planned.train(
                new OnnxModel(model.file(), cut.model()),
                Optional.of(model),
                original.learning().orElseThrow(),
                request.place(),
                stages));
        Compressed compressed = done.map(trained -> cut.with(trained.tuned())).orElse(cut);
        delivery.stage(
                parts.written(new OnnxModel(model.file(), compressed.model())).proto(), model.externalData());
        return new CutModel(
                Delivery.withoutWeights(whole),
                tools,
                compressed.decomposer().name(),
                choice.reason(),
                data,
                calibration(data, samples),
                done.map(trained -> Judging.byAll(trained.held()))
                        .or(() -> samples.map(all -> new CalibrationSamples(all, tools.seed()))),
                original.drawn(),
                run,
                compressed.time(),
                original.pairs(),
                CompressionOutcome.layers(compressed),
                new CutModel.Sizes(compressed.parametersBefore(), compressed.parametersAfter()),
                CompressionOutcome.leftAlone(compressed, original.layers()),
                BytesAlone.of(
                        model,
                        compressed,
                        () -> samples.orElseGet(original.drawn()),
                        new Terms(job.request().choice(), Optional.empty(), tools.threads(), request.timed(), stages)),
                done);
    }

    /** What layers are timed on where no time is asked for, so that nothing becomes slower that need not. */
    private static Optional<SampleBatch> usual(CompressionRequest request, OnnxModel model, Optional<Samples> samples) {
        boolean wanted = request.timed()
                && !request.target().asksForSize()
                && samples.isPresent()
                && PiecewiseSession.isWhole(model);
        return wanted ? samples.map(all -> TimedBatch.of(model, all, Target.Run.USUAL)) : Optional.empty();
    }

    /** With others who factorise, unless that is all done in this thread. */
    private Compressed cut(
            Compression compression, Optional<SampleBatch> run, Target target, ModelJob job, BackendChoice choice) {
        if (job.settings().engine().isThisThread()) {
            return cut(compression, run, target);
        }
        try (Engine engine = engines.open(job.configuration())) {
            LayerEngine others = new LayerEngine(engine, choice.provider().name(), choice.settings());
            return cut(compression.by(others), run, target);
        }
    }

    private Compressed cut(Compression compression, Optional<SampleBatch> run, Target target) {
        if (run.isEmpty()) {
            return compression.to(target);
        }
        int threads = compression.tools().threads();
        CostTable.Machine machine = CostTable.Machine.here(threads);
        try (KnownTimes times = new KnownTimes(
                CostTable.file(environment, machine), machine, new RuntimeClock(threads), compression.notes())) {
            return compression.running(new TimedRun(times, run.get())).to(target);
        }
    }

    private static List<Unit> chosen(CompressionRequest request, Sites found, List<String> divided) {
        try {
            return request.patterns().among(found.units(), divided);
        } catch (EckartException e) {
            throw new ConfigurationException("--include, --exclude: " + e.getMessage());
        }
    }

    private Tools tools(CompressionRequest request, ModelJob job, BackendChoice choice, boolean observed) {
        Decomposer decomposer =
                plugins.decomposers().get(request.decomposer().orElse(observed ? "two-sided-svd" : "truncated-svd"));
        checkKnown(request, decomposer, observed);
        return new Tools(
                decomposer,
                request.decomposer().isPresent()
                        ? Optional.empty()
                        : Optional.of(plugins.decomposers().get("output-covariance-svd")),
                plugins.allocators().get(request.allocator()),
                choice.open(),
                job.settings().threads(),
                new Seed(job.settings().seed()),
                request.forms(),
                Optional.empty());
    }

    /** What is asked for must be known: what the layers see is, from data alone. */
    private static void checkKnown(CompressionRequest request, Decomposer decomposer, boolean observed) {
        if (!observed && !decomposer.needs().isEmpty()) {
            throw new ConfigurationException("--decomposer: '" + decomposer.name()
                    + "' needs calibration data; name some with --data or --calibration, or choose truncated-svd");
        }
        if (!observed && request.target().only(Target.MaxLoss.class).isPresent()) {
            throw new ConfigurationException(
                    "--max-loss: there is nothing to measure a loss on; name data with --data or --calibration");
        }
    }

    /** Pairs are there to judge by, and random inputs have no embeddings worth comparing. */
    private static void requireSamples(ModelJob job, Optional<ModelData> data) {
        if (job.request().choice().pooling().isPresent() && data.isEmpty()) {
            throw new ConfigurationException(
                    "--pooling: embeddings are compared on samples, which pairs are none of; name some with --data or"
                            + " --text");
        }
    }

    private static String calibration(Optional<ModelData> data, Optional<Samples> samples) {
        return data.map(named -> RunText.samples(samples.orElseThrow().count()) + " of " + named.name())
                .orElse("none");
    }
}
