/**
 * Compresses a model: observes it, chooses within all limits, rewrites and refits.
 *
 * <p>Depends on the other packages of {@code onnx} and on core. What was made is proved and written by {@code onnx.delivery}.
 */
package dev.eckart.app.onnx.compress;
