package dev.eckart.app.modeljob.input;

/**
 * Pairs of texts with scores.
 *
 * @param texts the first texts, and behind them the second ones
 * @param scores that of each pair
 */
public record PairData(TextData texts, double[] scores) {}
