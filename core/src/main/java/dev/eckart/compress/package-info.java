/**
 * The built-in decomposers and allocators, and the compressor that walks a network and swaps its layers.
 *
 * <p>Depends on {@code spi}, {@code tensor} and {@code nn}. Invariant: a layer is factorised once; every budget is
 * served from the same factors, and the network that is compressed stays unchanged.
 */
package dev.eckart.compress;
