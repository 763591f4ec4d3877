package dev.eckart.app.command;

import dev.eckart.app.command.option.JobOptions;
import dev.eckart.app.command.option.ModelOptions;
import dev.eckart.app.console.ExitCode;
import dev.eckart.app.step.TrainJob;
import jakarta.inject.Inject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Trains a network and saves it. */
@Command(
        name = "train",
        description = {
            "Trains a network and saves it as an ONNX model: the first step of 'eckart run', to the same bits.",
            "'eckart compress' makes it smaller, 'eckart fine-tune' refines what came out."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  eckart train -o base.onnx",
            "  eckart train --data fashion-mnist -P base.hidden=[300,100] -o base.onnx",
            "  eckart compress base.onnx --ratio 4 --data mnist -o small.onnx"
        })
public final class TrainCommand implements Callable<Integer> {
    private final JobOptions options;
    private final ModelOptions models;
    private final TrainJob job;

    @Inject
    TrainCommand(JobOptions options, ModelOptions models, TrainJob job) {
        this.options = options;
        this.models = models;
        this.job = job;
    }

    @Override
    public Integer call() {
        job.run(options.request(), models.place());
        return ExitCode.DONE.code();
    }
}
