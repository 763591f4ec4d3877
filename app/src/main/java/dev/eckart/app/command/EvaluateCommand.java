package dev.eckart.app.command;

import dev.eckart.app.command.option.ModelJobs;
import dev.eckart.app.console.ExitCode;
import dev.eckart.app.modeljob.EvaluationJob;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Measures an ONNX model. */
@Command(
        name = "evaluate",
        description = "Measures a model in the ONNX format on labelled data: loss, accuracy, confusion matrix, time.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  eckart evaluate model.onnx --data mnist --scale 0.1307,0.3081",
            "  eckart evaluate model.onnx --data samples.npz --labels y --json"
        })
public final class EvaluateCommand implements Callable<Integer> {
    private final ModelJobs jobs;
    private final EvaluationJob job;

    @Parameters(
            paramLabel = "MODEL.onnx",
            description =
                    "The model; or a jar that holds one, by its file or by GROUP:ARTIFACT:VERSION in Maven's local repository.")
    private Path model;

    @Inject
    EvaluateCommand(ModelJobs jobs, EvaluationJob job) {
        this.jobs = jobs;
        this.job = job;
    }

    @Override
    public Integer call() {
        job.run(model, jobs.job(List.of()));
        return ExitCode.DONE.code();
    }
}
