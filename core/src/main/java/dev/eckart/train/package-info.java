/**
 * The built-in trainer, its optimisers and schedules, and evaluation.
 *
 * <p>Depends on {@code spi}, {@code tensor} and {@code nn}'s public types; knows no data set and no backend.
 */
package dev.eckart.train;
