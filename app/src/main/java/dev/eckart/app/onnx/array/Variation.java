package dev.eckart.app.onnx.array;

import dev.eckart.spi.Seed;

/**
 * How samples change where they vary.
 *
 * @param seed what becomes of a sample depends on it and on the sample, not on the others or their order
 * @param share how much of the most that they may change, 0 to 1
 */
public record Variation(Seed seed, double share) {}
