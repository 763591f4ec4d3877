package dev.eckart.app.command;

import dev.eckart.app.command.option.ModelJobs;
import dev.eckart.app.console.Console;
import dev.eckart.app.console.ExitCode;
import dev.eckart.app.modeljob.GradientJob;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Compares the gradients of an ONNX model with differences. */
@Command(
        name = "verify-gradients",
        description = {
            "Compares the gradient of each weight of an ONNX model, by which 'fine-tune' trains, with central differences. What is"
                    + " derived is a weighted sum of all outputs, along a random direction of the weight; in float64 where the"
                    + " model can be run so.",
            "Without data, inputs are drawn at random. Ends with 3 if a gradient is further off than truncation and rounding"
                    + " explain; says why weights have none."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  eckart verify-gradients model.onnx",
            "  eckart verify-gradients model.onnx --data samples.npz --samples 2 --json"
        })
public final class VerifyGradientsCommand implements Callable<Integer> {
    private final ModelJobs jobs;
    private final Console console;
    private final GradientJob job;

    @Parameters(
            paramLabel = "MODEL.onnx",
            description =
                    "The model; or a jar that holds one, by its file or by GROUP:ARTIFACT:VERSION in Maven's local repository.")
    private Path model;

    @Inject
    VerifyGradientsCommand(ModelJobs jobs, Console console, GradientJob job) {
        this.jobs = jobs;
        this.console = console;
        this.job = job;
    }

    @Override
    public Integer call() {
        List<String> failures = job.run(model, jobs.job(List.of())).failures();
        failures.forEach(console::error);
        return (failures.isEmpty() ? ExitCode.DONE : ExitCode.GATE_MISSED).code();
    }
}
