/**
 * What a layer of a network is, and how one is made by name.
 *
 * <p>Depends on {@code spi}, {@code spi.backend} and {@code tensor}.
 */
@Stability(Stability.Level.STABLE)
package dev.eckart.spi.layer;

import dev.eckart.spi.Stability;
