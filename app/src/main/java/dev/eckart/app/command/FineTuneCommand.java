package dev.eckart.app.command;

import dev.eckart.app.console.ExitCode;
import dev.eckart.app.step.FineTuneJob;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Refines a network that was made smaller. */
@Command(
        name = "fine-tune",
        description = {
            "Trains a saved network further, as 'eckart run' does with what it has made smaller.",
            "Takes stacks of linear layers and relu: what 'eckart train', 'compress' and 'run' wrote, or others alike."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  eckart fine-tune small.onnx -o tuned.onnx",
            "  eckart fine-tune small.onnx -P fine-tune.epochs=5 -o tuned.onnx",
            "  eckart fine-tune small.onnx --teacher base.onnx -c taught.conf -o tuned.onnx"
        })
public final class FineTuneCommand implements Callable<Integer> {
    private final JobOptions options;
    private final ModelOptions models;
    private final FineTuneJob job;

    @Parameters(paramLabel = "MODEL.onnx", description = "The network.")
    private Path model;

    @Option(
            names = "--teacher",
            paramLabel = "MODEL.onnx",
            description = "The network before compression, whose answers fine-tune.distillation gives a weight.")
    private Optional<Path> teacher = Optional.empty();

    @Inject
    FineTuneCommand(JobOptions options, ModelOptions models, FineTuneJob job) {
        this.options = options;
        this.models = models;
        this.job = job;
    }

    @Override
    public Integer call() {
        job.run(new FineTuneJob.Pupil(model, teacher), options.request(), models.place());
        return ExitCode.DONE.code();
    }
}
