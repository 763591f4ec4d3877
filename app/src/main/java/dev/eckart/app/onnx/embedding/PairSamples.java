package dev.eckart.app.onnx.embedding;

import dev.eckart.app.onnx.data.Samples;
import dev.eckart.spi.Seed;

/**
 * Pairs of samples that people have scored by how much alike they are.
 *
 * @param name what they are, for a person
 * @param samples the first ones of all pairs, and behind them the second ones, whose numbers say which they are
 * @param scores that of each pair, the more alike the larger
 * @param seed decides what is drawn for standard errors
 */
public record PairSamples(String name, Samples samples, double[] scores, Seed seed) {}
