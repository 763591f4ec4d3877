/**
 * Compresses a model: observes it, chooses, rewrites, refits, and proves what was written.
 *
 * <p>Depends on the other packages of {@code onnx} and on core. Invariant: nothing takes the place of the output before
 * it has been run and compared.
 */
package dev.eckart.app.onnx.compress;
