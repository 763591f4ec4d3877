package dev.eckart.app.config;

/**
 * How the smaller networks are refined.
 *
 * @param epochs passes over the samples
 * @param batchSize pictures in a step
 * @param samples training pictures to use, 0 for all
 * @param optimizer name of an optimiser
 * @param augment whether pictures are varied
 * @param learningRate step size by level
 */
public record FineTuneSettings(
        @Range(min = 0, max = 1_000_000) int epochs,
        @Range(min = 1, max = 1_000_000) int batchSize,
        @Range(min = 0, max = Integer.MAX_VALUE) int samples,
        String optimizer,
        boolean augment,
        LevelRates learningRate) {}
