/**
 * Backends that are wrong on purpose, to see that the conformance kit rejects them.
 *
 * <p>Depends on {@code conformance}, {@code spi} and {@code tensor}. Test scope, not published.
 */
package dev.eckart.reference;
