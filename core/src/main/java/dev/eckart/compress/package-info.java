/**
 * The built-in decomposers and allocators, the calibration that observes a network for them, the compressor that walks
 * a network and swaps its layers, and the nested factors that decomposers of one's own end in.
 *
 * <p>Depends on {@code spi}, {@code tensor} and {@code nn}. Invariant: a layer is factorised once; every budget is
 * served from the same factors, and the network that is compressed stays unchanged.
 */
package dev.eckart.compress;
