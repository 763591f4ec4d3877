/**
 * What makes numbers of texts for models that take them: tokenizers, found by the file that says how.
 *
 * <p>Depends on {@code spi}.
 */
package dev.eckart.spi.text;
