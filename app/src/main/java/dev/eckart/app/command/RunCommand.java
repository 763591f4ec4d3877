package dev.eckart.app.command;

import dev.eckart.app.command.option.JobOptions;
import dev.eckart.app.console.ExitCode;
import dev.eckart.app.output.RunDirectory;
import dev.eckart.app.pipeline.RunJob;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trains, compresses, refines and reports. */
@Command(
        name = "run",
        description = "Trains a network, compresses it, refines what came out, and reports.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  eckart run",
            "  eckart run --preset document --backend ejml -P base.epochs=3",
            "  eckart run -c my.conf -o runs/mine --json",
            "  eckart run --resume runs/mine"
        })
public final class RunCommand implements Callable<Integer> {
    private final JobOptions options;
    private final RunJob job;

    @Option(
            names = "--resume",
            paramLabel = "DIR",
            description = {
                "Goes on with the run of this directory that was cut off, and ends in the same bits.",
                "Times are measured anew, so that they differ, and what is chosen by them may."
            })
    private Optional<Path> resume = Optional.empty();

    @Inject
    RunCommand(JobOptions options, RunJob job) {
        this.options = options;
        this.job = job;
    }

    @Override
    public Integer call() {
        job.run(resume.map(directory -> options.resumption(directory, RunDirectory.REPORT, List.of()))
                .orElseGet(options::request));
        return ExitCode.DONE.code();
    }
}
