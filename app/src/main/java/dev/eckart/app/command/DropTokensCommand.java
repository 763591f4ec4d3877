package dev.eckart.app.command;

import dev.eckart.app.command.option.ModelJobs;
import dev.eckart.app.command.option.ModelOptions;
import dev.eckart.app.console.ExitCode;
import dev.eckart.app.modeljob.token.TokenJob;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Leaves tokens out of an ONNX model that no text needs. */
@Command(
        name = "drop-tokens",
        description = {
            "Leaves out of a model's table, and of its tokenizer, the tokens that no text of --text has.",
            "Letters, bytes and what has a part of its own stay, so that every text can still be spelled.",
            "The tokenizer is written to OUT.onnx.tokenizer.json, where the other commands find it."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  eckart drop-tokens embeddings.jar --text sentences.txt -o fewer.onnx",
            "  eckart compress fewer.onnx --text sentences.txt --ratio 2 -o smaller.onnx"
        })
public final class DropTokensCommand implements Callable<Integer> {
    private final ModelJobs jobs;
    private final ModelOptions models;
    private final TokenJob job;

    @Parameters(
            paramLabel = "MODEL.onnx",
            description =
                    "The model; or a jar that holds one, by its file or by GROUP:ARTIFACT:VERSION in Maven's local repository.")
    private Path model;

    @Inject
    DropTokensCommand(ModelJobs jobs, ModelOptions models, TokenJob job) {
        this.jobs = jobs;
        this.models = models;
        this.job = job;
    }

    @Override
    public Integer call() {
        job.run(model, models.place(), jobs.job(List.of()));
        return ExitCode.DONE.code();
    }
}
