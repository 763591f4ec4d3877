/**
 * Plug-ins that are wrong on purpose, and the tests that the conformance kit rejects each by its rule.
 *
 * <p>Depends on {@code conformance}, {@code spi}, {@code tensor} and the built-in plug-ins, which the faults are put
 * into. Test scope, not published. Backends that are wrong are in {@code dev.eckart.reference}.
 */
package dev.eckart.faulty;
