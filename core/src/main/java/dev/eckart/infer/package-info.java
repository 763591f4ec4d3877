/**
 * Networks compiled for inference alone: a few samples one by one, many in tiles by loops over samples, or by the backend;
 * or, in place of both kinds of loops, by a plug-in's kernels.
 *
 * <p>Depends on {@code infer.loop}, {@code nn}, {@code spi} and {@code tensor}. Invariants: what is compiled shares nothing with the network
 * it was made from, and may be used by any number of threads; a sample's output does not depend on the thread.
 */
package dev.eckart.infer;
