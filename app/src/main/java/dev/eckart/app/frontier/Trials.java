package dev.eckart.app.frontier;

import dev.eckart.app.config.Settings;
import dev.eckart.app.console.Console;
import dev.eckart.app.console.Json;
import dev.eckart.app.engine.KeptTasks;
import dev.eckart.app.experiment.CompressionTarget;
import dev.eckart.app.experiment.Experiment;
import dev.eckart.app.pipeline.ConsoleListener;
import dev.eckart.app.report.NetworkReport;
import dev.eckart.spi.engine.Payload;
import dev.eckart.spi.engine.Task;
import dev.eckart.tensor.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Has all trials carried out: first the base of each seed, then each decomposer with each allocator at every size.
 *
 * @param tasks carries them out
 * @param maker makes tasks of them
 * @param settings the resolved configuration
 * @param precision precision of the networks
 * @param console told of networks that are good for nothing
 */
record Trials(KeptTasks tasks, FrontierTask maker, Settings settings, Precision precision, Console console) {
    /** What was asked of a task. */
    private record Asked(long seed, NetworkReport base, Trial.Way way) {}

    /** One entry a trial, seed by seed. */
    List<Trial> run() {
        ConsoleListener told = new ConsoleListener(console, true);
        List<Long> seeds = LongStream.range(0, settings.frontier().seeds())
                .mapToObj(i -> settings.seed() + i)
                .toList();
        KeptTasks.Stage first =
                new KeptTasks.Stage("bases", seeds.stream().map(maker::base).toList());
        List<Payload> bases =
                tasks.run(first, (task, base) -> told.network(Experiment.BASE, FrontierTask.report(base)));
        List<Asked> asked = new ArrayList<>();
        List<Task> open = new ArrayList<>();
        for (int i = 0; i < seeds.size(); i++) {
            NetworkReport base = FrontierTask.report(bases.get(i));
            List<Trial.Way> ways = ways(base);
            for (int way = 0; way < ways.size(); way++) {
                asked.add(new Asked(seeds.get(i), base, ways.get(way)));
                open.add(maker.trial(
                        seeds.get(i),
                        bases.get(i),
                        ways.get(way),
                        way % sizes(base).size()));
            }
        }
        KeptTasks.Stage second = new KeptTasks.Stage("trials", open);
        List<Payload> found =
                tasks.run(second, (task, outcome) -> outcome(outcome).level().ifPresent(told::level));
        tasks.forget(first);
        tasks.forget(second);
        List<Trial> trials = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            Trial.Outcome outcome = outcome(found.get(i));
            Asked of = asked.get(i);
            trials.add(new Trial(of.seed(), of.base(), of.way(), outcome.level(), outcome.failure()));
        }
        return trials;
    }

    private static Trial.Outcome outcome(Payload result) {
        return Json.read(result.text(TrialTask.OUTCOME), Trial.Outcome.class);
    }

    private List<String> sizes(NetworkReport base) {
        return CompressionTarget.of(settings, base.parameters(), precision)
                .map(CompressionTarget::title)
                .toList();
    }

    /** Every decomposer with every allocator at every size. */
    private List<Trial.Way> ways(NetworkReport base) {
        List<Trial.Way> ways = new ArrayList<>();
        for (String decomposer : settings.frontier().decomposers(settings.compress())) {
            for (String allocator : settings.frontier().allocators(settings.compress())) {
                sizes(base).forEach(size -> ways.add(new Trial.Way(decomposer, allocator, size)));
            }
        }
        return ways;
    }
}
