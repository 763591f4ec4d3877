package dev.eckart.spi.train;

import dev.eckart.tensor.Tensor;

/**
 * Some samples with their labels.
 *
 * @param inputs batch x inputs
 * @param labels class of each row, from 0; as many as rows
 */
public record Batch(Tensor inputs, int[] labels) {}
