/**
 * Runs models in ONNX Runtime.
 *
 * <p>The only package that knows ONNX Runtime. Invariant: same input, same bits; whatever the library throws becomes an
 * {@link dev.eckart.app.onnx.tensor.OnnxException} of one line.
 */
package dev.eckart.app.onnx.runtime;
