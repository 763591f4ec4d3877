/**
 * What makes numbers of texts for models that take them: tokenizers, found by the file that says how.
 *
 * <p>Depends on {@code spi}.
 */
@Stability(Stability.Level.EXPERIMENTAL)
package dev.eckart.spi.text;

import dev.eckart.spi.Stability;
