/**
 * The built-in allocators, which choose one candidate for each layer within a budget.
 *
 * <p>Depends on {@code compress.math} and {@code spi}; knows no matrix.
 */
package dev.eckart.compress.allocate;
