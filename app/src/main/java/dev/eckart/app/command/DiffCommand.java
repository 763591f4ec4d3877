package dev.eckart.app.command;

import dev.eckart.app.command.option.ModelJobs;
import dev.eckart.app.console.ExitCode;
import dev.eckart.app.modeljob.DifferenceJob;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Compares two ONNX models. */
@Command(
        name = "diff",
        description = {
            "Compares two models in the ONNX format on the same inputs: outputs, sizes and times.",
            "Without data, inputs are drawn at random."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  eckart diff model.onnx smaller.onnx",
            "  eckart diff model.onnx smaller.onnx --data mnist --scale raw --json"
        })
public final class DiffCommand implements Callable<Integer> {
    private final ModelJobs jobs;
    private final DifferenceJob job;

    @Parameters(index = "0", paramLabel = "A.onnx", description = "One model.")
    private Path before;

    @Parameters(index = "1", paramLabel = "B.onnx", description = "The other one, which may stand in for it.")
    private Path after;

    @Inject
    DiffCommand(ModelJobs jobs, DifferenceJob job) {
        this.jobs = jobs;
        this.job = job;
    }

    @Override
    public Integer call() {
        job.run(before, after, jobs.job(List.of()));
        return ExitCode.DONE.code();
    }
}
