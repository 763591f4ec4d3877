package dev.eckart.app.onnx.tune;

import dev.eckart.app.onnx.array.Variation;
import dev.eckart.app.onnx.loss.Objective;
import dev.eckart.spi.Seed;
import dev.eckart.spi.train.OptimizerProvider;
import dev.eckart.spi.train.Schedule;

/**
 * How a model is trained.
 *
 * @param objective what is made small
 * @param epochs passes over the samples, at least 1
 * @param batch samples of a step, at least 1
 * @param parts how many parts the samples of a step are given to the model in, to save memory
 * @param optimizer how to step
 * @param schedule how the step size changes
 * @param learningRate step size, above 0
 * @param clip largest norm of all gradients together; 0 for no limit
 * @param weightDecay how fast weights shrink, as a multiple of the step size
 * @param patience epochs without a smaller loss on samples kept back after which training stops; 0 for never
 * @param seed randomness of what is kept back, of the order, and of samples that vary
 * @param threads threads to compute with
 */
public record TuningPlan(
        Objective objective,
        int epochs,
        int batch,
        int parts,
        OptimizerProvider optimizer,
        Schedule schedule,
        double learningRate,
        double clip,
        double weightDecay,
        int patience,
        Seed seed,
        int threads) {
    /**
     * What becomes of samples that vary in an epoch. It is the epoch's own, so that a training can go on at any. They come to
     * rest: a small model has no room to know every variant as well as what it is for.
     */
    Variation variation(int epoch) {
        return new Variation(seed.split("variation").split(epoch), 1 - (epoch - 1.0) / epochs);
    }
}
