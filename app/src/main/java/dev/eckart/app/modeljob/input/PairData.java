package dev.eckart.app.modeljob;

/**
 * Pairs of texts with scores.
 *
 * @param texts the first texts, and behind them the second ones
 * @param scores that of each pair
 */
record PairData(TextData texts, double[] scores) {}
