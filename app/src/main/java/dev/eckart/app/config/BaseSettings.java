package dev.eckart.app.config;

import java.util.List;

/**
 * How the uncompressed network is made and trained.
 *
 * @param hidden widths of the hidden layers
 * @param activation name of the layer between two linear ones
 * @param bias initial value of every bias, or none
 * @param epochs passes over the training pictures
 * @param batchSize pictures in a step
 * @param optimizer name of an optimiser
 * @param learningRate step size
 * @param schedule name of the schedule that the step size follows
 * @param clip largest norm of all gradients together, beyond which they are clipped; 0 for no limit
 * @param weightDecay coefficient of the decoupled weight decay: weights shrink by it times the step size in each step
 * @param labelSmoothing share of each label that all classes get in equal parts
 */
public record BaseSettings(
        @Range(min = 1, max = 65_536) List<Integer> hidden,
        String activation,
        BiasSetting bias,
        @Range(min = 0, max = 1_000_000) int epochs,
        @Range(min = 1, max = 1_000_000) int batchSize,
        String optimizer,
        @Range(above = 0) double learningRate,
        String schedule,
        @Range(min = 0) double clip,
        @Range(min = 0) double weightDecay,
        @Range(min = 0, max = 1) double labelSmoothing) {}
