package dev.eckart.app.pipeline;

import dev.eckart.app.config.DistillationSettings;
import dev.eckart.app.config.FineTuneSettings;
import dev.eckart.app.config.Settings;
import dev.eckart.app.report.BaseReport;
import dev.eckart.app.report.BudgetReport;
import dev.eckart.app.report.ChoiceReport;
import dev.eckart.app.report.EpochReport;
import dev.eckart.app.report.LayerReport;
import dev.eckart.app.report.LevelReport;
import dev.eckart.app.report.Metrics;
import dev.eckart.app.report.SpeedReport;
import dev.eckart.app.report.TrainingStatus;
import dev.eckart.compress.FactorisedNetwork;
import dev.eckart.nn.Distillation;
import dev.eckart.nn.Network;
import dev.eckart.nn.SoftmaxCrossEntropy;
import dev.eckart.spi.Candidate;
import dev.eckart.spi.DivergenceException;
import dev.eckart.spi.Evaluation;
import dev.eckart.spi.Loss;
import dev.eckart.spi.Seed;
import dev.eckart.spi.Trainer;
import java.util.List;
import java.util.Optional;

/**
 * One level: cut the factors, measure, fine-tune, measure again.
 *
 * @param equipment the plug-ins
 * @param settings the resolved configuration
 * @param laboratory where to train and measure
 * @param base the network before compression
 */
record LevelStep(Equipment equipment, Settings settings, Laboratory laboratory, BaseReport base) {
    LevelReport run(FactorisedNetwork factorised, Target target, Seed seed, RunListener listener) {
        SpeedRule.Ruling ruling = ruling(factorised, factorised.compress(target.budget()));
        Network network = ruling.compressed().network();
        Metrics before = Metrics.of(laboratory.onTest(network));
        Tuning tuning = fineTune(network, factorised.network(), target, seed, listener);
        Evaluation test = laboratory.onTest(network);
        SpeedReport speed = laboratory.speed(network);
        return new LevelReport(
                target.level(),
                BudgetReport.of(target.budget()),
                target.title(),
                equipment.compressor().decomposer().name(),
                equipment.compressor().allocator().name(),
                ruling.compressed().chosen().stream().map(Candidate::rank).toList(),
                ChoiceReport.of(factorised.network(), ruling.compressed(), ruling.keptDense()),
                ruling.compressed().gap(),
                network.parameterCount(),
                (double) base.parameters() / network.parameterCount(),
                speed.macs(),
                speed.bytes(),
                speed.latency(),
                speed.throughput(),
                ruling.keptDense(),
                LayerReport.of(network),
                target.learningRate(),
                new LevelReport.BeforeFineTune(before),
                status(tuning, test),
                tuning.failure(),
                EpochReport.of(tuning.epochs()),
                Metrics.of(laboratory.onTrain(network)),
                Metrics.of(test),
                test.confusion());
    }

    private SpeedRule.Ruling ruling(FactorisedNetwork factorised, FactorisedNetwork.Compressed offered) {
        return switch (settings.compress().keep()) {
            case ALWAYS -> new SpeedRule.Ruling(offered, List.of());
            case FASTER ->
                new SpeedRule(
                                equipment.backend(),
                                laboratory.pictures(settings.compress().keepBatch()))
                        .apply(factorised, offered);
        };
    }

    /** The epochs that went well, and why there were no more. */
    private record Tuning(List<Trainer.Epoch> epochs, Optional<String> failure) {}

    private Tuning fineTune(Network network, Network teacher, Target target, Seed seed, RunListener listener) {
        FineTuneSettings tune = settings.fineTune();
        Laboratory.Task task = new Laboratory.Task(
                network,
                loss(teacher),
                equipment.fineTune(),
                target.learningRate(),
                tune.epochs(),
                new Laboratory.Sampling(
                        tune.samples(),
                        tune.batchSize(),
                        tune.augment(),
                        seed.split("fine-tune").split(target.budget().amount())));
        try {
            return new Tuning(
                    laboratory.train(task, listener.training(target.title(), tune.epochs())), Optional.empty());
        } catch (DivergenceException e) {
            return new Tuning(e.epochs(), Optional.of(e.getMessage()));
        }
    }

    private Loss loss(Network teacher) {
        DistillationSettings teaching = settings.fineTune().distillation();
        Loss labels = new SoftmaxCrossEntropy();
        if (teaching.weight() == 0) {
            return labels;
        }
        Distillation.Blend blend = new Distillation.Blend(teaching.weight(), teaching.temperature());
        return new Distillation(teacher, blend, labels, equipment.backend());
    }

    private static TrainingStatus status(Tuning tuning, Evaluation test) {
        return tuning.failure().isPresent() ? TrainingStatus.DIVERGED : TrainingStatus.of(test);
    }
}
