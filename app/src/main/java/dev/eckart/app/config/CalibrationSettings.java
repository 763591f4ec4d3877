package dev.eckart.app.config;

/**
 * What the trained base is observed on before it is factorised.
 *
 * @param samples training pictures, moved as in the base's training; 0 for all
 */
public record CalibrationSettings(
        @Range(min = 0, max = Integer.MAX_VALUE) int samples) {}
