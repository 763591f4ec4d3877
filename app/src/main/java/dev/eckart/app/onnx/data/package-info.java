/**
 * Inputs for models: arrays from NumPy's files, and drawn ones.
 *
 * <p>Depends on {@code onnx.model} and {@code onnx.runtime}. Invariant: nothing is allocated that the file does not back.
 */
package dev.eckart.app.onnx.data;
