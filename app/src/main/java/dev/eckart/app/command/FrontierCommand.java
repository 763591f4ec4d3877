package dev.eckart.app.command;

import dev.eckart.app.command.option.Candidates;
import dev.eckart.app.command.option.EngineOptions;
import dev.eckart.app.command.option.JobOptions;
import dev.eckart.app.config.source.Assignment;
import dev.eckart.app.console.ExitCode;
import dev.eckart.app.frontier.FrontierJob;
import dev.eckart.app.output.RunDirectory;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.ArrayList;
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
            "  eckart frontier --budgets 48490,24219,11747 -o runs/frontier --json",
            "  eckart frontier --threads 1 --workers 4",
            "  eckart frontier --threads 1 --engine spark --master spark://HOST:7077"
        })
public final class FrontierCommand implements Callable<Integer> {
    private final JobOptions options;
    private final EngineOptions engine;
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

    @Option(
            names = "--resume",
            paramLabel = "DIR",
            description = {
                "Goes on with what was cut off in this directory, and ends in the same bits.",
                "Times are measured anew, so that they differ, and what is chosen by them may."
            })
    private Optional<Path> resume = Optional.empty();

    @Inject
    FrontierCommand(JobOptions options, EngineOptions engine, FrontierJob job) {
        this.engine = engine;
        this.options = options;
        this.job = job;
    }

    @Override
    public Integer call() {
        List<Assignment> own = new ArrayList<>(engine.assignments());
        Stream.of(
                        Assignment.of("--decomposers", "frontier.decomposers", decomposers),
                        Assignment.of("--allocators", "frontier.allocators", allocators),
                        Assignment.of("--budgets", "compress.budgets", budgets),
                        Assignment.of("--seeds", "frontier.seeds", seeds))
                .flatMap(Optional::stream)
                .forEach(own::add);
        job.run(resume.map(directory -> options.resumption(directory, RunDirectory.FRONTIER, own))
                .orElseGet(() -> options.request(List.of(), own)));
        return ExitCode.DONE.code();
    }
}
