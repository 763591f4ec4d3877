package dev.eckart.app.experiment;

import dev.eckart.app.config.Settings;
import dev.eckart.app.report.BudgetReport;
import dev.eckart.app.report.ChangeReport;
import dev.eckart.app.report.ChoiceReport;
import dev.eckart.app.report.EpochReport;
import dev.eckart.app.report.FloorReport;
import dev.eckart.app.report.LayerReport;
import dev.eckart.app.report.LevelReport;
import dev.eckart.app.report.Metrics;
import dev.eckart.app.report.SpeedReport;
import dev.eckart.app.report.TimeLimitReport;
import dev.eckart.app.report.TrainingStatus;
import dev.eckart.compress.FactorisedNetwork;
import dev.eckart.nn.Network;
import dev.eckart.spi.Seed;
import dev.eckart.spi.compress.Budget;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.train.DivergenceException;
import dev.eckart.spi.train.Evaluation;
import dev.eckart.spi.train.Trainer;
import dev.eckart.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * One level: cut the factors, measure, fine-tune, measure again.
 *
 * @param equipment the plug-ins
 * @param settings the resolved configuration
 * @param training where to train and measure
 * @param base the network before compression
 */
record LevelStep(Equipment equipment, Settings settings, NetworkTraining training, Experiment.Base base) {
    Experiment.Level run(FactorisedNetwork factorised, CompressionTarget target, Seed seed, RunListener listener) {
        if (target.goal() instanceof CompressionTarget.Time goal) {
            int batch = settings.compress().keepBatch();
            Tensor pictures = training.pictures(SpeedMeasurement.pictures(batch));
            FactorisedNetwork timed = new CandidateTimes(equipment.compiler(), batch, pictures).in(factorised);
            SpeedMeasurement speed = new SpeedMeasurement(equipment.compiler(), settings.threads());
            TimeSearch.Found found = new TimeSearch(
                            network -> speed.turns(base.network(), network, pictures, batch), batch, goal.asked())
                    .in(timed);
            Tuning tuning = new Tuning(timed, target, seed, listener);
            return report(tuning, found.budget(), Optional.empty(), Optional.of(found.report()));
        }
        Tuning tuning = new Tuning(factorised, target, seed, listener);
        if (target.goal() instanceof CompressionTarget.AccuracyFloor floor) {
            AccuracySearch.Found found =
                    new AccuracySearch(tuning::accuracy, base.report(), floor.points()).in(factorised);
            return report(tuning, found.budget(), Optional.of(found.report()), Optional.empty());
        }
        return report(tuning, ((CompressionTarget.Size) target.goal()).budget(), Optional.empty(), Optional.empty());
    }

    private Experiment.Level report(
            Tuning tuning, Budget budget, Optional<FloorReport> floor, Optional<TimeLimitReport> time) {
        Tuned tuned = tuning.to(budget);
        SpeedRule.Ruling ruling = tuned.ruling();
        Network network = ruling.compressed().network();
        AnswerRecorder answers = new AnswerRecorder();
        Evaluation test = training.onTest(network, answers);
        SpeedReport speed = training.speed(network, base.network());
        LevelReport report = new LevelReport(
                tuning.target.level(),
                BudgetReport.of(budget),
                floor,
                time,
                tuning.target.title(),
                tuning.factorised.compressor().decomposer().name(),
                tuning.factorised.compressor().allocator().name(),
                ruling.compressed().chosen().stream().map(Candidate::rank).toList(),
                ChoiceReport.of(tuning.factorised.network(), ruling.compressed(), ruling.keptDense()),
                ruling.compressed().gap(),
                network.parameterCount(),
                (double) base.report().parameters() / network.parameterCount(),
                speed.macs(),
                speed.bytes(),
                speed.latency(),
                speed.throughput(),
                ruling.keptDense(),
                LayerReport.of(network),
                tuning.target.learningRate(),
                new LevelReport.BeforeFineTune(tuned.before()),
                tuned.failure().isPresent() ? TrainingStatus.DIVERGED : TrainingStatus.of(test),
                tuned.failure(),
                EpochReport.of(tuned.epochs()),
                Metrics.of(training.onTrain(network)),
                Metrics.of(test),
                test.confusion(),
                ChangeReport.of(base.answers(), answers.answers(), ChangeReport.shown(levels())));
        return new Experiment.Level(network, report);
    }

    private int levels() {
        return settings.compress().levels().size()
                + settings.compress().budgets().size();
    }

    private SpeedRule.Ruling ruling(FactorisedNetwork factorised, FactorisedNetwork.Compressed offered) {
        return switch (settings.compress().keep()) {
            case ALWAYS -> new SpeedRule.Ruling(offered, List.of());
            case FASTER ->
                new SpeedRule(
                                equipment.compiler(),
                                training.pictures(settings.compress().keepBatch()))
                        .apply(factorised, offered);
        };
    }

    /**
     * A network cut and fine-tuned.
     *
     * @param ruling the network, and which layers stayed dense
     * @param before how it did when just cut
     * @param epochs the epochs of the fine-tuning that went well
     * @param failure why there were no more
     */
    private record Tuned(
            SpeedRule.Ruling ruling, Metrics before, List<Trainer.Epoch> epochs, Optional<String> failure) {}

    /** Cuts and fine-tunes to one size after the other, each from the start. */
    private final class Tuning {
        private final FactorisedNetwork factorised;
        private final CompressionTarget target;
        private final Seed seed;
        private final RunListener listener;

        Tuning(FactorisedNetwork factorised, CompressionTarget target, Seed seed, RunListener listener) {
            this.factorised = factorised;
            this.target = target;
            this.seed = seed;
            this.listener = listener;
        }

        Tuned to(Budget budget) {
            SpeedRule.Ruling ruling = ruling(factorised, factorised.compress(budget));
            Network network = ruling.compressed().network();
            Metrics before = Metrics.of(training.onTest(network));
            try {
                NetworkTraining.Task task = task(network, budget);
                List<Trainer.Epoch> epochs = training.train(task, listener.training(title(budget), task.epochs()));
                return new Tuned(ruling, before, epochs, Optional.empty());
            } catch (DivergenceException e) {
                return new Tuned(ruling, before, e.epochs(), Optional.of(e.getMessage()));
            }
        }

        /** What a network of a size gets right of the training pictures. */
        AccuracySearch.Try accuracy(Budget budget) {
            Network network = to(budget).ruling().compressed().network();
            return new AccuracySearch.Try(
                    network.parameterCount(), training.onTrain(network).accuracy());
        }

        private String title(Budget budget) {
            return target.goal() instanceof CompressionTarget.Size ? target.title() : target.title() + ": " + budget;
        }

        private NetworkTraining.Task task(Network network, Budget budget) {
            return new FineTuning(equipment, settings.fineTune())
                    .task(
                            network,
                            Optional.of(factorised.network()),
                            target.learningRate(),
                            seed.split("fine-tune").split(budget.amount()));
        }
    }
}
