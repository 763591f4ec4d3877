package dev.eckart.app.command;

import dev.eckart.app.command.option.JobOptions;
import dev.eckart.app.command.option.ModelJobs;
import dev.eckart.app.command.option.ModelOptions;
import dev.eckart.app.command.option.TuningOptions;
import dev.eckart.app.config.ConfigurationException;
import dev.eckart.app.console.ExitCode;
import dev.eckart.app.modeljob.TuningJob;
import dev.eckart.app.modeljob.TuningRequest;
import dev.eckart.app.modeljob.train.TuningSettings;
import dev.eckart.app.step.FineTuneJob;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trains what is left of a model that was made smaller. */
@Command(
        name = "fine-tune",
        description = {
            "Trains an ONNX model of any origin by samples: to give what the model gave that it was made of, or what"
                    + " labels say. All samples are read unless --samples says fewer; one in ten is kept back to judge by.",
            "What was written is run beside the teacher; the verdict is printed and kept in OUT.onnx.json.",
            "Run again after it was cut off, it goes on from OUT.onnx.checkpoint to the same bits.",
            "With -c, -P, --preset, --backend or --precision it trains as 'eckart run' does with what it has made"
                    + " smaller: on a data set of pictures, by the configuration, stacks of linear layers and relu only."
                    + " The options of the other way are refused then."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  eckart fine-tune small.onnx --teacher big.onnx --data x.npz -o tuned.onnx",
            "  eckart fine-tune model.onnx --data x.npz --train 'head*' -o tuned.onnx",
            "  eckart fine-tune small.onnx --preset best --data mnist -o tuned.onnx"
        })
public final class FineTuneCommand implements Callable<Integer> {
    private final JobOptions runs;
    private final ModelJobs jobs;
    private final ModelOptions models;
    private final TuningOptions tuning;
    private final FineTuneJob asRun;
    private final TuningJob any;

    @Parameters(
            paramLabel = "MODEL.onnx",
            description =
                    "The model; or a jar that holds one, by its file or by GROUP:ARTIFACT:VERSION in Maven's local repository.")
    private Path model;

    @Option(
            names = "--teacher",
            paramLabel = "MODEL.onnx",
            description = "The model that it was made of, whose values are learnt from.")
    private Optional<Path> teacher = Optional.empty();

    @Option(names = "--epochs", paramLabel = "N", description = "Passes over the samples; 10 by default.")
    private Optional<Integer> epochs = Optional.empty();

    @Option(names = "--no-timing", description = "Does not measure how long the models take.")
    private boolean untimed;

    @Inject
    FineTuneCommand(
            JobOptions runs,
            ModelJobs jobs,
            ModelOptions models,
            TuningOptions tuning,
            FineTuneJob asRun,
            TuningJob any) {
        this.runs = runs;
        this.jobs = jobs;
        this.models = models;
        this.tuning = tuning;
        this.asRun = asRun;
        this.any = any;
    }

    @Override
    public Integer call() {
        if (runs.isConfigured()) {
            requireOfRun();
            asRun.run(
                    new FineTuneJob.Pupil(model, teacher),
                    runs.request(List.of(), jobs.runAssignments()),
                    models.place());
        } else {
            any.run(
                    new TuningRequest(
                            model, teacher, models.place(), !untimed, tuning.settings(epochs, TuningSettings.usual())),
                    jobs.job(List.of()));
        }
        return ExitCode.DONE.code();
    }

    /** An option that would be passed over is a mistake. */
    private void requireOfRun() {
        Stream.of(
                        epochs.map(given -> "--epochs").stream(),
                        untimed ? Stream.of("--no-timing") : Stream.<String>empty(),
                        tuning.given(),
                        jobs.given())
                .flatMap(given -> given)
                .findFirst()
                .ifPresent(option -> {
                    throw new ConfigurationException(option + ": with -c, -P, --preset, --backend or --precision it is"
                            + " trained as 'eckart run' does, by the configuration, which has no such option; leave out"
                            + " one of the two");
                });
    }
}
