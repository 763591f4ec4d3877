/**
 * The compressor, which walks a network, has its layers factorised and puts what was chosen in their place.
 *
 * <p>Depends on the packages below it, on {@code spi}, {@code tensor} and {@code nn}; nothing below depends on it.
 * Invariant: a layer is factorised once; every budget is served from the same factors, and the network that is
 * compressed stays unchanged.
 */
package dev.eckart.compress;
