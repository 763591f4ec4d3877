package dev.eckart.app.pipeline;

import dev.eckart.app.config.BaseSettings;
import dev.eckart.app.config.Settings;
import dev.eckart.app.data.Dataset;
import dev.eckart.app.report.BaseReport;
import dev.eckart.app.report.EpochReport;
import dev.eckart.app.report.LayerReport;
import dev.eckart.app.report.LevelReport;
import dev.eckart.app.report.Metrics;
import dev.eckart.app.report.TrainingStatus;
import dev.eckart.compress.FactorisedNetwork;
import dev.eckart.nn.Network;
import dev.eckart.spi.Evaluation;
import dev.eckart.spi.Seed;
import dev.eckart.spi.Trainer;
import java.util.ArrayList;
import java.util.List;

/** The user's experiment: train the base, then for each level factorise it anew, fine-tune and measure. */
public final class Experiment {
    private final Equipment equipment;
    private final Settings settings;
    private final Dataset data;
    private final RunListener listener;
    private final Laboratory laboratory;
    private final Seed seed;

    /**
     * An experiment, not begun.
     *
     * @param equipment the plug-ins
     * @param settings the resolved configuration
     * @param data what to learn and test on
     * @param listener is told of the progress
     */
    public Experiment(Equipment equipment, Settings settings, Dataset data, RunListener listener) {
        this.equipment = equipment;
        this.settings = settings;
        this.data = data;
        this.listener = listener;
        this.laboratory = new Laboratory(equipment, settings, data);
        this.seed = new Seed(settings.seed());
    }

    /**
     * What came of an experiment.
     *
     * @param base the network before compression
     * @param levels one entry a level
     */
    public record Outcome(BaseReport base, List<LevelReport> levels) {}

    /**
     * Carries it out.
     *
     * @return what came of it
     * @throws dev.eckart.spi.DivergenceException if the training of the base diverges; a level that does is reported as
     *     that
     */
    public Outcome run() {
        BaseSettings base = settings.base();
        List<Integer> widths = new ArrayList<>(List.of(data.train().size()));
        widths.addAll(base.hidden());
        widths.add(data.train().classes());
        Network network = BaseNetwork.create(equipment, widths, base.bias(), seed.split("weights"));
        BaseReport report = base(network);
        listener.base(report);
        FactorisedNetwork factorised =
                equipment.compressor().factorise(network, equipment.backend(), seed.split("factors"));
        List<LevelReport> levels = new ArrayList<>();
        for (int level : settings.compress().levels()) {
            levels.add(new LevelStep(equipment, settings, laboratory, report).run(factorised, level, seed, listener));
            listener.level(levels.get(levels.size() - 1));
        }
        return new Outcome(report, levels);
    }

    private BaseReport base(Network network) {
        BaseSettings base = settings.base();
        List<Trainer.Epoch> epochs = laboratory.train(
                new Laboratory.Task(
                        network,
                        equipment.baseOptimizer(),
                        0,
                        base.batchSize(),
                        base.learningRate(),
                        base.epochs(),
                        true,
                        seed.split("base")),
                listener.training("base", base.epochs()));
        Evaluation test = laboratory.onTest(network);
        return new BaseReport(
                network.parameterCount(),
                LayerReport.of(network),
                TrainingStatus.of(test),
                EpochReport.of(epochs),
                Metrics.of(laboratory.onTrain(network)),
                Metrics.of(test),
                test.confusion());
    }
}
