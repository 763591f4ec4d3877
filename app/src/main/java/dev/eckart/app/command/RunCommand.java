package dev.eckart.app.command;

import dev.eckart.app.console.ExitCode;
import dev.eckart.app.pipeline.RunJob;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Trains, compresses, refines and reports. */
@Command(
        name = "run",
        description = "Trains a network, compresses it, refines what came out, and reports.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  eckart run",
            "  eckart run --preset document --backend ejml -P base.epochs=3",
            "  eckart run -c my.conf -o runs/mine --json"
        })
public final class RunCommand implements Callable<Integer> {
    private final JobOptions options;
    private final RunJob job;

    @Inject
    RunCommand(JobOptions options, RunJob job) {
        this.options = options;
        this.job = job;
    }

    @Override
    public Integer call() {
        job.run(options.request(List.of(), List.of()));
        return ExitCode.DONE.code();
    }
}
