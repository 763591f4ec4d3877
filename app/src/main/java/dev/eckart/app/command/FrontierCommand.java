package dev.eckart.app.command;

import dev.eckart.app.config.Assignment;
import dev.eckart.app.console.ExitCode;
import dev.eckart.app.frontier.FrontierJob;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Compares ways to compress over sizes and seeds. */
@Command(
        name = "frontier",
        description = {
            "Compares ways to compress: accuracy against parameters over several sizes and seeds.",
            "Every decomposer is tried with every allocator at every size; the table, frontier.json and frontier.csv",
            "have the mean and standard deviation of each."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  eckart frontier",
            "  eckart frontier --decomposers truncated-svd,bilinear-svd --seeds 3",
            "  eckart frontier --budgets 48490,24219,11747 -o runs/frontier --json"
        })
public final class FrontierCommand implements Callable<Integer> {
    private final JobOptions options;
    private final FrontierJob job;

    @Option(
            names = "--decomposers",
            paramLabel = "NAMES",
            completionCandidates = Candidates.Decomposers.class,
            description = "Names with commas between them; the configured one if none are given.")
    private Optional<String> decomposers = Optional.empty();

    @Option(
            names = "--allocators",
            paramLabel = "NAMES",
            completionCandidates = Candidates.Allocators.class,
            description = "Names with commas between them; the configured one if none are given.")
    private Optional<String> allocators = Optional.empty();

    @Option(
            names = "--budgets",
            paramLabel = "SIZES",
            description = "Sizes with commas between them, as compress.budgets has them.")
    private Optional<String> budgets = Optional.empty();

    @Option(names = "--seeds", paramLabel = "N", description = "How many seeds, from --seed upwards.")
    private Optional<String> seeds = Optional.empty();

    @Inject
    FrontierCommand(JobOptions options, FrontierJob job) {
        this.options = options;
        this.job = job;
    }

    @Override
    public Integer call() {
        List<Assignment> own = Stream.of(
                        Assignment.of("--decomposers", "frontier.decomposers", decomposers),
                        Assignment.of("--allocators", "frontier.allocators", allocators),
                        Assignment.of("--budgets", "compress.budgets", budgets),
                        Assignment.of("--seeds", "frontier.seeds", seeds))
                .flatMap(Optional::stream)
                .toList();
        job.run(options.request(List.of(), own));
        return ExitCode.DONE.code();
    }
}
