/**
 * Observes a network on training samples, for the decomposers that ask for it.
 *
 * <p>Depends on {@code spi}, {@code tensor} and {@code nn}.
 */
package dev.eckart.compress.calibrate;
