/**
 * What a numerical library does for Eckart: products and decompositions of matrices.
 *
 * <p>Depends on {@code spi} and {@code tensor}.
 */
@Stability(Stability.Level.STABLE)
package dev.eckart.spi.backend;

import dev.eckart.spi.Stability;
