package dev.eckart.app.config;

/**
 * How the compressed networks are fine-tuned.
 *
 * @param epochs passes over the samples
 * @param batchSize pictures in a step
 * @param samples training pictures to use, 0 for all
 * @param optimizer name of an optimiser
 * @param augment whether pictures are augmented
 * @param learningRate step size by level
 * @param schedule name of the schedule that the step size follows
 * @param clip largest norm of all gradients together, beyond which they are clipped; 0 for no limit
 * @param weightDecay coefficient of the decoupled weight decay: weights shrink by it times the step size in each step
 * @param labelSmoothing share of each label that all classes get in equal parts
 * @param distillation what the network before compression teaches
 */
public record FineTuneSettings(
        @Range(min = 0, max = 1_000_000) int epochs,
        @Range(min = 1, max = 1_000_000) int batchSize,
        @Range(min = 0, max = Integer.MAX_VALUE) int samples,
        String optimizer,
        boolean augment,
        LevelRates learningRate,
        String schedule,
        @Range(min = 0) double clip,
        @Range(min = 0) double weightDecay,
        @Range(min = 0, max = 1) double labelSmoothing,
        DistillationSettings distillation) {}
