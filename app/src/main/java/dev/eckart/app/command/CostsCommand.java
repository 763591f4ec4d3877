package dev.eckart.app.command;

import dev.eckart.app.console.Console;
import dev.eckart.app.console.ExitCode;
import dev.eckart.app.console.Json;
import dev.eckart.app.modeljob.cost.CostsJob;
import dev.eckart.app.modeljob.cost.CostsJob.KernelCosts;
import jakarta.inject.Inject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what kernels take on this machine. */
@Command(
        name = "costs",
        description = {
            "Shows what kernels were measured to take on this machine, by which 'compress --latency' chooses.",
            "Standard kernels are measured the first time, others when a model needs them. All are kept in the user's cache, or in the directory that"
                    + " ECKART_COSTS names."
        })
public final class CostsCommand implements Callable<Integer> {
    private final CostsJob job;
    private final Console console;

    @Option(names = "--renew", description = "Measures all of them again.")
    private boolean renew;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads that they are run with, 0 for all processors.")
    private int threads;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    @Inject
    CostsCommand(CostsJob job, Console console) {
        this.job = job;
        this.console = console;
    }

    @Override
    public Integer call() {
        KernelCosts found = job.run(threads, renew);
        console.result(json ? Json.of(found) : found.text());
        return ExitCode.DONE.code();
    }
}
