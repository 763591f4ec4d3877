/**
 * Tokenizers, which turn texts into the numbers that models take; found by the file that describes one.
 *
 * <p>Depends on {@code spi}.
 */
@Stability(Stability.Level.EXPERIMENTAL)
package dev.eckart.spi.text;

import dev.eckart.spi.Stability;
