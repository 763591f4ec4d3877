package dev.eckart.app.command;

import dev.eckart.app.command.option.Candidates;
import dev.eckart.app.command.option.EngineOptions;
import dev.eckart.app.command.option.ModelJobs;
import dev.eckart.app.command.option.ModelOptions;
import dev.eckart.app.command.option.TargetOptions;
import dev.eckart.app.command.option.TuningOptions;
import dev.eckart.app.config.ConfigurationException;
import dev.eckart.app.config.source.Assignment;
import dev.eckart.app.console.ExitCode;
import dev.eckart.app.modeljob.CompressionJob;
import dev.eckart.app.modeljob.CompressionPreset;
import dev.eckart.app.modeljob.CompressionRequest;
import dev.eckart.app.modeljob.train.TuningSettings;
import dev.eckart.app.onnx.compress.AllowedForms;
import dev.eckart.app.onnx.compress.EightBits;
import dev.eckart.app.onnx.compress.Patterns;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compresses an ONNX model. */
@Command(
        name = "compress",
        description = {
            "Compresses a model in the ONNX format: factorises its layers and leaves all else as it is.",
            "With calibration data the layers are cut where the model's outputs mind it least, and refitted in order.",
            "What was written is run beside the model; the verdict is printed and kept in OUT.onnx.json.",
            "Ends with 3, and writes nothing, if the target cannot be met."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  eckart compress model.onnx --ratio 2 -o smaller.onnx",
            "  eckart compress model.onnx --ratio 4 --data mnist -o smaller.onnx",
            "  eckart compress minilm.jar --preset fast --text sentences.txt -o smaller.onnx",
            "  eckart compress model.onnx --int8 --bytes 0.25x --data s.npz -o smaller.onnx",
            "  eckart compress m.onnx --ratio 4 --data mnist --fine-tune-epochs 5 -o s.onnx",
            "  eckart compress m.onnx --latency 0.5x --bytes 20MB --data s.npz -o s.onnx",
            "  eckart compress model.onnx --max-loss '0.5 points' --data samples.npz -o smaller.onnx",
            "  eckart compress model.onnx --energy 0.95 --exclude 'head*' -o smaller.onnx",
            "  eckart compress m.onnx --ratio 2 -o s.onnx --threads 1 --engine spark --master spark://HOST:7077"
        })
public final class CompressCommand implements Callable<Integer> {
    private final ModelJobs jobs;
    private final ModelOptions models;
    private final TuningOptions tuning;
    private final EngineOptions engine;
    private final CompressionJob job;

    @Parameters(
            paramLabel = "MODEL.onnx",
            description =
                    "The model; or a jar that holds one, by its file or by GROUP:ARTIFACT:VERSION in Maven's local repository.")
    private Path model;

    @ArgGroup(exclusive = false)
    private TargetOptions target = new TargetOptions();

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            completionCandidates = Candidates.CompressionPresets.class,
            description =
                    "What suits sentence encoders and other transformers: fast (--int8 --bytes 0.20x) or tiny (--int8 --bytes"
                            + " 0.125x --no-narrower, trained for 4 epochs). What trains does so in steps of 64 samples of"
                            + " --learning-rate 1e-3 --schedule warm-up --clip 1. What is given besides counts instead.")
    private Optional<String> preset = Optional.empty();

    @Option(
            names = "--int8",
            negatable = true,
            description =
                    "Multiplies in 8 bits, weights and what they meet; with --bytes where that costs least, else in all"
                            + " products whose operator allows it. Tables are stored in 8 bits too. With --no-int8 nothing"
                            + " is, not even tables with --bytes.")
    private Optional<Boolean> int8 = Optional.empty();

    @Option(
            names = "--narrower",
            negatable = true,
            description =
                    "Lets layers become narrower together, where that loses least, as by default. With --no-narrower they"
                            + " become factors alone: these lose more at once, and less after --fine-tune-epochs.")
    private Optional<Boolean> narrower = Optional.empty();

    @Option(
            names = "--no-timing",
            description = "Does not measure how long the models take, nor leaves out what is slower, which --energy and"
                    + " --max-loss do with data.")
    private boolean untimed;

    @Option(
            names = "--decomposer",
            paramLabel = "NAME",
            completionCandidates = Candidates.Decomposers.class,
            description =
                    "two-sided-svd with calibration data (output-covariance-svd if no layer has a gradient), truncated-svd"
                            + " without; 'eckart list' shows all.")
    private Optional<String> decomposer = Optional.empty();

    @Option(
            names = "--allocator",
            paramLabel = "NAME",
            completionCandidates = Candidates.Allocators.class,
            description = "knapsack by default; 'eckart list' shows all.")
    private Optional<String> allocator = Optional.empty();

    @Option(
            names = "--include",
            paramLabel = "PATTERN",
            description = "Layers to factorise, with * and ?; all by default. May be repeated.")
    private List<String> include = new ArrayList<>();

    @Option(
            names = "--exclude",
            paramLabel = "PATTERN",
            description = "Layers to leave alone, with * and ?. May be repeated.")
    private List<String> exclude = new ArrayList<>();

    @Option(
            names = "--freeze-inputs",
            description =
                    "Takes inputs that the model has a value for, such as weights with a default, as constants; the"
                            + " smaller model has them as inputs no more.")
    private boolean frozen;

    @Option(
            names = "--backend",
            paramLabel = "NAME",
            completionCandidates = Candidates.Backends.class,
            description = "The numerical library, or auto. 'eckart list' shows them.")
    private Optional<String> backend = Optional.empty();

    @Option(
            names = "--fine-tune-epochs",
            paramLabel = "N",
            description =
                    "Trains what is left for N passes over all samples (or --samples), with the model as the teacher, as"
                            + " 'eckart fine-tune' does; one sample in ten is kept back, and judges. --max-loss counts what"
                            + " is lost before. 0 for not at all, as without this option and --preset.")
    private Optional<Integer> epochs = Optional.empty();

    @Inject
    CompressCommand(
            ModelJobs jobs, ModelOptions models, TuningOptions tuning, EngineOptions engine, CompressionJob job) {
        this.jobs = jobs;
        this.models = models;
        this.tuning = tuning;
        this.engine = engine;
        this.job = job;
    }

    @Override
    public Integer call() {
        Optional<CompressionPreset> named = preset.map(CompressionPreset::of);
        Optional<Integer> passes = epochs.or(() -> named.flatMap(usual -> Optional.of(usual.epochs())
                        .filter(OptionalInt::isPresent)
                        .map(OptionalInt::getAsInt)))
                .filter(number -> number != 0);
        requireTraining(passes);
        CompressionRequest plain = CompressionRequest.of(
                model,
                models.place(),
                !untimed,
                target.target(named),
                new Patterns(include, exclude),
                decomposer,
                allocator);
        CompressionRequest request = passes.map(number -> plain.trained(tuning.settings(
                        passes, named.map(usual -> usual.training(number)).orElseGet(TuningSettings::usual))))
                .orElse(plain);
        List<Assignment> own = new ArrayList<>(List.of(CompressionJob.PRECISION));
        own.addAll(engine.assignments());
        Assignment.of("--backend", "backend", backend).ifPresent(own::add);
        AllowedForms usual = named.map(CompressionPreset::forms).orElse(AllowedForms.USUAL);
        CompressionRequest formed = request.with(new AllowedForms(
                int8.map(asked -> asked ? EightBits.PRODUCTS : EightBits.NEVER).orElse(usual.bytes()),
                narrower.orElse(usual.narrower())));
        job.run(frozen ? formed.freezingInputs() : formed, jobs.job(own));
        return ExitCode.DONE.code();
    }

    /** An option that would be passed over is a mistake. */
    private void requireTraining(Optional<Integer> passes) {
        tuning.given().findFirst().filter(option -> passes.isEmpty()).ifPresent(option -> {
            throw new ConfigurationException(
                    option + ": nothing is trained without --fine-tune-epochs N; add it, or leave this out");
        });
    }
}
