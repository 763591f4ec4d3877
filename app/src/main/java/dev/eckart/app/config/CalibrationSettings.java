package dev.eckart.app.config;

/**
 * What the trained base is observed on before it is factorised.
 *
 * @param samples training pictures; 0 for all
 * @param augment whether they are augmented as in the base's training
 */
public record CalibrationSettings(
        @Range(min = 0, max = Integer.MAX_VALUE) int samples, boolean augment) {}
