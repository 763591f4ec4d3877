/**
 * What compresses a network: decomposers say what a layer can be replaced by, allocators choose a replacement for each
 * layer within a budget.
 *
 * <p>Depends on {@code spi}, {@code spi.backend}, {@code spi.layer} and {@code tensor}.
 */
@Stability(Stability.Level.STABLE)
package dev.eckart.spi.compress;

import dev.eckart.spi.Stability;
