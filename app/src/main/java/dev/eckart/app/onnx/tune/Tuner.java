package dev.eckart.app.onnx.tune;

import dev.eckart.app.onnx.data.SampleBatch;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.progress.Stages;
import dev.eckart.app.onnx.tensor.OnnxException;
import dev.eckart.spi.layer.Parameter;
import dev.eckart.spi.train.DivergenceException;
import dev.eckart.spi.train.Optimizer;
import dev.eckart.spi.train.OptimizerProvider;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import dev.eckart.train.Clipped;
import dev.eckart.train.Decayed;
import dev.eckart.train.Scheduled;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Goes through samples again and again, step by step, and keeps the weights that do best on others.
 *
 * @param room the model and its teacher
 * @param weights the model's tensors
 * @param plan how
 * @param notes told where it goes on
 * @param stages told of the progress
 * @param shelf where it leaves how far it is
 */
record Tuner(
        Classroom room,
        Weights weights,
        TuningPlan plan,
        Consumer<String> notes,
        Stages stages,
        Checkpoint.Shelf shelf) {
    /**
     * Trains.
     *
     * @param buckets samples to learn from
     * @param held samples to judge by
     * @return what happened; the weights are those of the best epoch
     */
    Course run(Buckets buckets, Samples held) {
        Buckets judging = Buckets.of(held, plan.batch());
        Optimizer optimizer = optimizer(buckets.count()).create(weights.parameters());
        List<Tensor> values =
                weights.parameters().stream().map(Parameter::value).toList();
        List<Tensor> best = values.stream()
                .map(value -> Tensors.copy(value, value.precision()))
                .toList();
        List<Tensor> state =
                Stream.of(values, best, optimizer.state()).flatMap(List::stream).toList();
        Checkpoint reached =
                shelf.left(state).map(this::told).orElseGet(() -> new Checkpoint(start(judging), List.of(), 0));
        weights.settle();
        while (reached.epochs().size() < plan.epochs() && !isEnough(reached)) {
            int epoch = reached.epochs().size() + 1;
            List<Tuned.Epoch> epochs = new ArrayList<>(reached.epochs());
            epochs.add(epoch(epoch, buckets, judging, optimizer, reached));
            boolean better = epochs.get(epoch - 1).held() < reached.least();
            if (better) {
                copy(values, best);
            }
            reached = new Checkpoint(reached.start(), epochs, better ? epoch : reached.best());
            shelf.keep(reached, state);
        }
        copy(best, values);
        weights.settle();
        return new Course(reached.start(), reached.epochs(), reached.best());
    }

    /**
     * What happened.
     *
     * @param start loss on the samples kept back before the first step
     * @param epochs one entry an epoch
     * @param best the epoch whose weights were kept; 0 of those before the first
     */
    record Course(double start, List<Tuned.Epoch> epochs, int best) {}

    private Checkpoint told(Checkpoint left) {
        notes.accept("epoch " + left.epochs().size() + " of " + plan.epochs() + " was over, the best was epoch "
                + left.best());
        return left;
    }

    private boolean isEnough(Checkpoint reached) {
        return plan.patience() > 0 && reached.epochs().size() - reached.best() >= plan.patience();
    }

    private double start(Buckets judging) {
        double loss = loss(judging);
        if (!Double.isFinite(loss)) {
            throw new OnnxException(
                    "the loss is " + loss + " before the first step: the model, its teacher or the samples"
                            + " give values that are not finite");
        }
        return loss;
    }

    private OptimizerProvider optimizer(int stepsOfAnEpoch) {
        OptimizerProvider optimizer = plan.optimizer();
        if (plan.weightDecay() > 0) {
            optimizer = new Decayed(optimizer, plan.weightDecay());
        }
        if (plan.clip() > 0) {
            optimizer = new Clipped(optimizer, plan.clip());
        }
        return new Scheduled(optimizer, plan.schedule(), (long) stepsOfAnEpoch * plan.epochs());
    }

    private Tuned.Epoch epoch(int epoch, Buckets buckets, Buckets judging, Optimizer optimizer, Checkpoint reached) {
        long start = System.nanoTime();
        long each = buckets.count();
        Stages.Stage stage = new Stages.Stage("training", each * plan.epochs(), "steps");
        String held = String.format(
                Locale.ROOT,
                "on samples kept back %.4g %s",
                reached.last(),
                epoch == 1 ? "before it" : "after epoch " + (epoch - 1));
        double sum = 0;
        int done = 0;
        stages.reached(stage, each * (epoch - 1));
        Samples samples = buckets.samples().varied(plan.variation(epoch));
        for (int[] batch : buckets.epoch(plan.seed().split("order").split(epoch))) {
            double loss = step(samples.chosen(batch), optimizer);
            requireFinite(loss, epoch);
            sum += loss;
            done++;
            stages.reached(
                    stage,
                    each * (epoch - 1) + done,
                    String.format(
                            Locale.ROOT, "epoch %d of %d, loss %.4g, %s", epoch, plan.epochs(), sum / done, held));
        }
        double seconds = (System.nanoTime() - start) * 1e-9;
        weights.settle();
        double after = loss(judging);
        requireFinite(after, epoch);
        return new Tuned.Epoch(epoch, sum / done, after, seconds);
    }

    private void requireFinite(double loss, int epoch) {
        if (!Double.isFinite(loss)) {
            throw new DivergenceException(epoch, plan.learningRate(), loss, List.of());
        }
    }

    /** One step on the samples of a batch, which may be given to the model in parts. */
    private double step(Samples batch, Optimizer optimizer) {
        int each = (batch.count() + plan.parts() - 1) / plan.parts();
        List<SampleBatch> parts = batch.batches(each);
        double sum = 0;
        for (int part = 0; part < parts.size(); part++) {
            double share = (double) parts.get(part).count() / batch.count();
            sum += share * room.learn(parts.get(part));
            weights.readGradients(part > 0, share);
        }
        optimizer.step(plan.learningRate());
        weights.writeParameters();
        return sum;
    }

    private double loss(Buckets judging) {
        double sum = 0;
        int samples = 0;
        for (int[] numbers : judging.inOrder()) {
            for (SampleBatch batch : judging.samples().chosen(numbers).batches(numbers.length)) {
                sum += room.measure(batch) * batch.count();
                samples += batch.count();
            }
        }
        return sum / samples;
    }

    private static void copy(List<Tensor> from, List<Tensor> to) {
        for (int i = 0; i < from.size(); i++) {
            float[] numbers = to.get(i).floatsToWrite();
            System.arraycopy(from.get(i).floats(), 0, numbers, 0, numbers.length);
        }
    }
}
