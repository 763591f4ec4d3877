package dev.eckart.app.experiment;

import dev.eckart.app.config.BaseSettings;
import dev.eckart.app.config.BudgetSetting;
import dev.eckart.app.config.Settings;
import dev.eckart.app.data.Dataset;
import dev.eckart.app.report.ChangeReport;
import dev.eckart.app.report.EpochReport;
import dev.eckart.app.report.LayerReport;
import dev.eckart.app.report.LevelReport;
import dev.eckart.app.report.Metrics;
import dev.eckart.app.report.NetworkReport;
import dev.eckart.app.report.SpectrumReport;
import dev.eckart.app.report.SpeedReport;
import dev.eckart.app.report.TrainingStatus;
import dev.eckart.compress.FactorisedNetwork;
import dev.eckart.nn.LabelSmoothing;
import dev.eckart.nn.Network;
import dev.eckart.nn.SoftmaxCrossEntropy;
import dev.eckart.spi.Seed;
import dev.eckart.spi.train.Evaluation;
import dev.eckart.spi.train.Loss;
import dev.eckart.spi.train.Trainer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The user's experiment: train the base, then for each level factorise it anew, fine-tune and measure. */
public final class Experiment {
    /** What the network before compression is called. */
    public static final String BASE = "base";
    /** What a network that was fine-tuned by itself is called. */
    public static final String FINE_TUNED = "fine-tuned";

    private final Equipment equipment;
    private final Settings settings;
    private final Dataset data;
    private final RunListener listener;
    private final NetworkTraining training;
    private final Seed seed;

    /**
     * An experiment, not begun.
     *
     * @param equipment the plug-ins
     * @param settings the resolved configuration
     * @param data what to learn and test on
     * @param listener is told of the progress
     * @param timing how networks are timed as they are done
     */
    public Experiment(Equipment equipment, Settings settings, Dataset data, RunListener listener, Timing timing) {
        this.equipment = equipment;
        this.settings = settings;
        this.data = data;
        this.listener = listener;
        this.training = new NetworkTraining(equipment, settings, data, timing);
        this.seed = new Seed(settings.seed());
    }

    /**
     * The network before compression, trained.
     *
     * @param network the network itself
     * @param report how it does
     * @param answers what it answers to the test pictures
     */
    public record Base(Network network, NetworkReport report, ChangeReport.Answers answers) {}

    /**
     * A network compressed to one size and fine-tuned.
     *
     * @param network the network itself
     * @param report how it does
     */
    public record Level(Network network, LevelReport report) {}

    /**
     * The network before training.
     *
     * @return a new network, whose weights follow from the seed
     */
    public Network untrained() {
        BaseSettings base = settings.base();
        List<Integer> widths = new ArrayList<>(List.of(data.train().size()));
        widths.addAll(base.hidden());
        widths.add(data.train().classes());
        return BaseNetwork.create(equipment, widths, base.bias().initial(), seed.split("weights"));
    }

    /** {@return the levels that no network can keep to, as far as that is known before the base is trained} */
    public List<Objection> objections() {
        return new Rehearsal(new Factorisation(equipment, settings, training, seed), untrained()).objections();
    }

    /**
     * Trains the base.
     *
     * @return the network that is to be compressed
     * @throws dev.eckart.spi.train.DivergenceException if the training diverges
     */
    public Base base() {
        Base base = train(untrained());
        listener.network(BASE, base.report());
        return base;
    }

    /**
     * A base that was trained before.
     *
     * @param network the network
     * @param report how it does
     * @return the base, with what it answers to the test pictures
     */
    public Base base(Network network, NetworkReport report) {
        AnswerRecorder answers = new AnswerRecorder();
        training.onTest(network, answers);
        return new Base(network, report, answers.answers());
    }

    /**
     * The singular values of a base's layers.
     *
     * @param base the base
     * @return one entry a linear layer
     */
    public List<SpectrumReport> spectra(Base base) {
        return SpectrumReport.of(base.network(), equipment.backend());
    }

    /**
     * Takes the first steps of the base's training.
     *
     * @param network trained in place
     * @param steps how many steps, fewer if the epoch has fewer
     * @param progress is told of each step
     * @throws dev.eckart.spi.train.DivergenceException if the training diverges
     */
    public void firstSteps(Network network, int steps, Trainer.Listener progress) {
        training.firstSteps(baseTask(network), steps, progress);
    }

    /**
     * Factorises a trained base for all levels.
     *
     * @param network the network, left unchanged
     * @return the network with all that its layers can be replaced by
     */
    public FactorisedNetwork factorise(Network network) {
        return new Factorisation(equipment, settings, training, seed).of(network, settings.calibration());
    }

    /**
     * Measures a network on the test pictures.
     *
     * @param network the network, left unchanged
     * @param loss sees the logits of each batch, in the order of the pictures
     * @return how it does
     */
    public Evaluation test(Network network, Loss loss) {
        return training.onTest(network, loss);
    }

    /**
     * Compresses and refines a trained base at each level.
     *
     * @param base the base, left unchanged
     * @return one entry a level
     */
    public List<LevelReport> levels(Base base) {
        FactorisedNetwork factorised = factorise(base.network());
        return targets(base).stream()
                .map(target -> level(base, factorised, target).report())
                .toList();
    }

    /**
     * The sizes that a base shall be compressed to.
     *
     * @param base the base
     * @return the configured levels, then the budgets
     */
    public List<CompressionTarget> targets(Base base) {
        return CompressionTarget.of(
                        settings,
                        base.report().parameters(),
                        equipment.backend().precision())
                .toList();
    }

    /**
     * A size that a base shall be compressed to, whatever the configuration names.
     *
     * @param base the base
     * @param budget the size
     * @return the target, with the step size that the configuration has for budgets
     */
    public CompressionTarget target(Base base, BudgetSetting budget) {
        return CompressionTarget.of(
                budget,
                settings,
                base.report().parameters(),
                equipment.backend().precision());
    }

    /**
     * Compresses and refines a trained base at one size.
     *
     * @param base the base, left unchanged
     * @param factorised what {@link #factorise} made of it
     * @param target how small
     * @return the network, and how it does
     * @throws dev.eckart.spi.EckartException if it cannot be cut so small
     */
    public Level level(Base base, FactorisedNetwork factorised, CompressionTarget target) {
        Level level = new LevelStep(equipment, settings, training, base).run(factorised, target, seed, listener);
        listener.level(level.report());
        return level;
    }

    /**
     * A network that has been fine-tuned.
     *
     * @param before how it did on the test pictures before
     * @param report how it does now
     */
    public record FineTuned(Metrics before, NetworkReport report) {}

    /**
     * Fine-tunes a network that was cut elsewhere.
     *
     * @param network trained in place
     * @param teacher the network before compression; needed if the configuration gives its answers a weight
     * @return how it does
     * @throws dev.eckart.spi.train.DivergenceException if the training diverges
     */
    public FineTuned fineTune(Network network, Optional<Network> teacher) {
        Metrics before = Metrics.of(training.onTest(network));
        NetworkTraining.Task task = new FineTuning(equipment, settings.fineTune())
                .task(network, teacher, settings.fineTune().learningRate().others(), seed.split("fine-tune"));
        List<Trainer.Epoch> epochs = training.train(task, listener.training(FINE_TUNED, task.epochs()));
        FineTuned tuned = new FineTuned(before, report(network, epochs, training.onTest(network)));
        listener.network(FINE_TUNED, tuned.report());
        return tuned;
    }

    /**
     * A network that was trained elsewhere, as a base.
     *
     * @param network the network, left unchanged
     * @return the base, measured, without epochs
     */
    public Base measure(Network network) {
        return measured(network, List.of());
    }

    /** Measures networks side by side, each as often as the others and in turn with them. */
    public List<SpeedReport> speeds(List<Network> networks) {
        return training.speeds(networks);
    }

    private NetworkTraining.Task baseTask(Network network) {
        BaseSettings base = settings.base();
        return new NetworkTraining.Task(
                network,
                LabelSmoothing.of(new SoftmaxCrossEntropy(), base.labelSmoothing()),
                equipment.base(),
                base.learningRate(),
                base.epochs(),
                new NetworkTraining.Sampling(0, base.batchSize(), true, seed.split("base")));
    }

    private Base train(Network network) {
        Trainer.Listener progress = listener.training(BASE, settings.base().epochs());
        return measured(network, training.train(baseTask(network), progress));
    }

    private Base measured(Network network, List<Trainer.Epoch> epochs) {
        AnswerRecorder answers = new AnswerRecorder();
        Evaluation test = training.onTest(network, answers);
        return new Base(network, report(network, epochs, test), answers.answers());
    }

    private NetworkReport report(Network network, List<Trainer.Epoch> epochs, Evaluation test) {
        SpeedReport speed = training.speed(network);
        return new NetworkReport(
                network.parameterCount(),
                speed.macs(),
                speed.bytes(),
                speed.latency(),
                speed.throughput(),
                LayerReport.of(network),
                TrainingStatus.of(test),
                EpochReport.of(epochs),
                Metrics.of(training.onTrain(network)),
                Metrics.of(test),
                test.confusion());
    }
}
