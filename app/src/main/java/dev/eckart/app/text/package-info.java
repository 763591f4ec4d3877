/**
 * Files of texts: one a line, or columns of tables.
 *
 * <p>Depends on core and {@code data}. Invariant: what cannot be read as it is named to be is refused; nothing is guessed.
 */
package dev.eckart.app.text;
