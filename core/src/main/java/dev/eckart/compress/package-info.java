/**
 * The compressor: it has the linear layers of a network factorised, and replaces them by the candidates that are chosen.
 *
 * <p>Depends on the packages below it, on {@code spi}, {@code tensor} and {@code nn}; nothing below depends on it.
 * Invariant: a layer is factorised once; every budget is served from the same factors, and the network that is
 * compressed stays unchanged.
 */
package dev.eckart.compress;
