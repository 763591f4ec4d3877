/**
 * Kernels of inference: linear layers made of instructions of the processor that Java's own loops do not reach.
 *
 * <p>Depends on {@code spi} and {@code tensor}.
 */
@Stability(Stability.Level.EXPERIMENTAL)
package dev.eckart.spi.infer;

import dev.eckart.spi.Stability;
