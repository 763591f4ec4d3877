package dev.eckart.app.onnx.tune;

import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.progress.Stages;
import dev.eckart.spi.layer.Parameter;
import dev.eckart.spi.train.DivergenceException;
import dev.eckart.spi.train.Optimizer;
import dev.eckart.spi.train.OptimizerProvider;
import dev.eckart.train.Clipped;
import dev.eckart.train.Decayed;
import dev.eckart.train.Scheduled;
import java.util.ArrayList;
import java.util.List;

/**
 * Goes through samples again and again, step by step, and keeps the weights that do best on others.
 *
 * @param room the model and its teacher
 * @param weights the model's tensors
 * @param plan how
 * @param stages told of the progress
 */
record Tuner(Classroom room, Weights weights, TuningPlan plan, Stages stages) {
    /**
     * Trains.
     *
     * @param training samples to learn from
     * @param held samples to judge by
     * @return what happened; the weights are those of the best epoch
     */
    Course run(Samples training, Samples held) {
        Buckets buckets = Buckets.of(training, plan.batch());
        Buckets judging = Buckets.of(held, plan.batch());
        Optimizer optimizer = optimizer(buckets.count()).create(weights.parameters());
        double start = loss(judging);
        double least = start;
        List<float[]> best = copies();
        List<Tuned.Epoch> epochs = new ArrayList<>();
        int kept = 0;
        for (int epoch = 1; epoch <= plan.epochs() && !isEnough(epoch - 1, kept); epoch++) {
            Tuned.Epoch done = epoch(epoch, buckets, judging, optimizer);
            epochs.add(done);
            if (done.held() < least) {
                least = done.held();
                best = copies();
                kept = epoch;
            }
        }
        restore(best);
        return new Course(start, epochs, kept);
    }

    /**
     * What happened.
     *
     * @param start loss on the samples kept back before the first step
     * @param epochs one entry an epoch
     * @param best the epoch whose weights were kept; 0 of those before the first
     */
    record Course(double start, List<Tuned.Epoch> epochs, int best) {}

    private boolean isEnough(int done, int best) {
        return plan.patience() > 0 && done - best >= plan.patience();
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

    private Tuned.Epoch epoch(int epoch, Buckets buckets, Buckets judging, Optimizer optimizer) {
        long start = System.nanoTime();
        Stages.Stage stage =
                new Stages.Stage("training, epoch " + epoch + " of " + plan.epochs(), buckets.count(), "steps");
        stages.reached(stage, 0);
        double sum = 0;
        int done = 0;
        for (int[] batch : buckets.epoch(plan.seed().split("order").split(epoch))) {
            double loss = step(buckets.samples().chosen(batch), optimizer);
            requireFinite(loss, epoch);
            sum += loss;
            stages.reached(stage, ++done);
        }
        double seconds = (System.nanoTime() - start) * 1e-9;
        double held = loss(judging);
        requireFinite(held, epoch);
        return new Tuned.Epoch(epoch, sum / done, held, seconds);
    }

    private void requireFinite(double loss, int epoch) {
        if (!Double.isFinite(loss)) {
            throw new DivergenceException(epoch, plan.learningRate(), loss, List.of());
        }
    }

    /** One step on the samples of a batch, which may be given to the model in parts. */
    private double step(Samples batch, Optimizer optimizer) {
        int each = (batch.count() + plan.parts() - 1) / plan.parts();
        List<Samples.Batch> parts = batch.batches(each);
        double sum = 0;
        for (int part = 0; part < parts.size(); part++) {
            sum += room.learn(parts.get(part));
            weights.readGradients(part > 0);
        }
        weights.scaleGradients(1.0 / parts.size());
        optimizer.step(plan.learningRate());
        weights.writeParameters();
        return sum / parts.size();
    }

    private double loss(Buckets judging) {
        double sum = 0;
        int samples = 0;
        for (int[] numbers : judging.inOrder()) {
            for (Samples.Batch batch : judging.samples().chosen(numbers).batches(numbers.length)) {
                sum += room.measure(batch) * batch.count();
                samples += batch.count();
            }
        }
        return sum / samples;
    }

    private List<float[]> copies() {
        return weights.parameters().stream()
                .map(parameter -> parameter.value().floats().clone())
                .toList();
    }

    private void restore(List<float[]> best) {
        List<Parameter> parameters = weights.parameters();
        for (int i = 0; i < best.size(); i++) {
            float[] to = parameters.get(i).value().floatsToWrite();
            System.arraycopy(best.get(i), 0, to, 0, to.length);
        }
        weights.writeParameters();
    }
}
