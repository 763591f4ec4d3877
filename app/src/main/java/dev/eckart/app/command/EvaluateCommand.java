package dev.eckart.app.command;

import dev.eckart.app.console.Console;
import dev.eckart.app.console.Environment;
import dev.eckart.app.console.ExitCode;
import dev.eckart.app.foreign.EvaluationJob;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Measures a foreign model. */
@Command(
        name = "evaluate",
        description = "Measures a model in the ONNX format on labelled data: loss, accuracy, confusion matrix, time.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  eckart evaluate model.onnx --data mnist --scale 0.1307,0.3081",
            "  eckart evaluate model.onnx --data samples.npz --labels y --json"
        })
public final class EvaluateCommand implements Callable<Integer> {
    private final ForeignOptions options;
    private final Environment environment;
    private final Console console;
    private final EvaluationJob job;

    @Parameters(paramLabel = "MODEL.onnx", description = "The model.")
    private Path model;

    @Inject
    EvaluateCommand(ForeignOptions options, Environment environment, Console console, EvaluationJob job) {
        this.options = options;
        this.environment = environment;
        this.console = console;
        this.job = job;
    }

    @Override
    public Integer call() {
        job.run(model, options.job(environment, console));
        return ExitCode.DONE.code();
    }
}
