package dev.eckart.app.experiment;

import dev.eckart.app.batch.Augmentation;
import dev.eckart.app.batch.PictureBatches;
import dev.eckart.app.config.CalibrationSettings;
import dev.eckart.app.config.Settings;
import dev.eckart.app.data.Dataset;
import dev.eckart.app.data.Pictures;
import dev.eckart.app.report.SpeedReport;
import dev.eckart.compress.calibrate.Calibration;
import dev.eckart.compress.calibrate.Observations;
import dev.eckart.nn.Network;
import dev.eckart.nn.SoftmaxCrossEntropy;
import dev.eckart.spi.Seed;
import dev.eckart.spi.compress.Decomposer;
import dev.eckart.spi.compress.PictureShape;
import dev.eckart.spi.layer.Workspace;
import dev.eckart.spi.train.Batches;
import dev.eckart.spi.train.Evaluation;
import dev.eckart.spi.train.Loss;
import dev.eckart.spi.train.OptimizerProvider;
import dev.eckart.spi.train.Trainer;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import dev.eckart.train.Evaluator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;

/** Trains and evaluates networks on one data set with one set of plug-ins. */
final class NetworkTraining {
    /** Large enough that products dominate, small enough that a batch stays in the cache of a core. */
    private static final int EVALUATION_BATCH = 500;

    private final Equipment equipment;
    private final Settings settings;
    private final Dataset data;
    private final Batches train;
    private final Batches test;
    private final SoftmaxCrossEntropy loss = new SoftmaxCrossEntropy();
    private final Workspace workspace;
    private final Timing timing;

    NetworkTraining(Equipment equipment, Settings settings, Dataset data, Timing timing) {
        this.equipment = equipment;
        this.settings = settings;
        this.data = data;
        Precision precision = equipment.backend().precision();
        this.train = new PictureBatches(
                PictureBatches.Settings.plain(data.train(), EVALUATION_BATCH, precision, settings.batchesAhead()));
        this.test = new PictureBatches(
                PictureBatches.Settings.plain(data.test(), EVALUATION_BATCH, precision, settings.batchesAhead()));
        this.workspace = new Workspace(equipment.backend());
        this.timing = timing;
    }

    Evaluation onTrain(Network network) {
        return new Evaluator(loss).evaluate(network, train, workspace);
    }

    Evaluation onTest(Network network) {
        return onTest(network, loss);
    }

    Evaluation onTest(Network network, Loss measure) {
        return new Evaluator(measure).evaluate(network, test, workspace);
    }

    /** Measures networks side by side on test pictures, with care. */
    List<SpeedReport> speeds(List<Network> networks) {
        return measurement().of(networks, pictures(SpeedMeasurement.BATCH));
    }

    /** Measures a network that has just been made, after others that it is compared with if it is done with care. */
    SpeedReport speed(Network network, Network... others) {
        return switch (timing) {
            case CAREFUL ->
                speeds(Stream.concat(Stream.of(others), Stream.of(network)).toList())
                        .get(others.length);
            case ROUGH -> measurement().roughly(network, pictures(SpeedMeasurement.BATCH));
        };
    }

    private SpeedMeasurement measurement() {
        return new SpeedMeasurement(equipment.compiler(), settings.threads());
    }

    /** A batch of so many test pictures, from the first again where there are fewer. */
    Tensor pictures(int count) {
        Pictures some = data.test().slice(0, Math.min(count, data.test().count()));
        Batches batches = new PictureBatches(PictureBatches.Settings.plain(
                some, some.count(), equipment.backend().precision(), false));
        try (Batches.Stream stream = batches.epoch(1)) {
            Tensor pictures = stream.next().orElseThrow().inputs();
            IntToDoubleFunction pixel = Tensors.element(pictures);
            Tensor batch = Tensors.zeros(pictures.precision(), count, pictures.columns());
            Tensors.fill(batch, i -> pixel.applyAsDouble(i % pictures.size()));
            return batch;
        }
    }

    /**
     * One training.
     *
     * @param network trained in place
     * @param loss what to make small
     * @param descent how to step
     * @param learningRate step size
     * @param epochs how many
     * @param sampling which pictures, and how
     */
    record Task(Network network, Loss loss, Descent descent, double learningRate, int epochs, Sampling sampling) {}

    /**
     * How pictures are taken from the training set.
     *
     * @param samples pictures of an epoch; 0 for all
     * @param batchSize pictures of a step
     * @param augmented whether pictures are moved
     * @param seed order and moves
     */
    record Sampling(int samples, int batchSize, boolean augmented, Seed seed) {}

    List<Trainer.Epoch> train(Task task, Trainer.Listener listener) {
        Batches whole = batches(task);
        return train(task, task.descent().over(steps(task, whole)), whole, Optional.of(test), task.epochs(), listener);
    }

    /** The beginning of the same training, without an evaluation after it. */
    void firstSteps(Task task, int steps, Trainer.Listener listener) {
        Batches whole = batches(task);
        OptimizerProvider optimizer = task.descent().over(steps(task, whole));
        train(task, optimizer, new FirstBatches(whole, steps), Optional.empty(), 1, listener);
    }

    private List<Trainer.Epoch> train(
            Task task,
            OptimizerProvider optimizer,
            Batches training,
            Optional<Batches> validation,
            int epochs,
            Trainer.Listener listener) {
        Trainer.Request request = new Trainer.Request(
                task.network(),
                training,
                validation,
                task.loss(),
                optimizer,
                task.learningRate(),
                epochs,
                equipment.backend(),
                listener);
        return equipment.trainer().train(request).epochs();
    }

    /** Steps of the whole training, of which the first can be taken even if none are asked for. */
    private static long steps(Task task, Batches whole) {
        return Math.max(1, task.epochs()) * (long) whole.count();
    }

    /** What is known of a trained network from training pictures. */
    Observations observe(Network network, Decomposer decomposer, CalibrationSettings calibration, Seed seed) {
        Sampling sampling =
                new Sampling(calibration.samples(), EVALUATION_BATCH, calibration.augment(), seed.split("pictures"));
        Batches samples = batches(sampling, epoch -> calibration.augment() ? wholeMoves() : Augmentation.NONE);
        return new Observations(
                new Calibration(loss, equipment.backend(), seed).observe(network, samples, decomposer),
                Optional.of(new PictureShape(data.train().height(), data.train().width())),
                Optional.of(other ->
                        new Evaluator(loss).evaluate(other, samples, workspace).loss()));
    }

    private Batches batches(Task task) {
        return batches(
                task.sampling(), task.sampling().augmented() ? moves(task.epochs()) : epoch -> Augmentation.NONE);
    }

    private Batches batches(Sampling sampling, IntFunction<Augmentation> moves) {
        int count = data.train().count();
        return new PictureBatches(new PictureBatches.Settings(
                data.train(),
                sampling.samples() == 0 ? count : Math.min(sampling.samples(), count),
                sampling.batchSize(),
                moves,
                true,
                equipment.backend().precision(),
                settings.batchesAhead(),
                sampling.seed()));
    }

    /** The moves in each of so many epochs. */
    private IntFunction<Augmentation> moves(int epochs) {
        return epoch -> wholeMoves().times(equipment.augmentation().share(epoch, Math.max(epoch, epochs)));
    }

    private Augmentation wholeMoves() {
        return new Augmentation(settings.augment().shift(), settings.augment().rotate());
    }
}
