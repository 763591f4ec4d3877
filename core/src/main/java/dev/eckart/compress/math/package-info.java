/**
 * The mathematics that decomposers and allocators share: algebra of float64 matrices, and Pareto fronts.
 *
 * <p>Depends on {@code spi.backend} and {@code tensor}.
 */
package dev.eckart.compress.math;
