/**
 * The mathematics that decomposers and allocators share: algebra of float64 matrices, Pareto fronts, and
 * fits of what things cost.
 *
 * <p>Depends on {@code spi.backend} and {@code tensor}.
 */
package dev.eckart.compress.math;
