/**
 * Samples for models: arrays of NumPy's files, and drawn ones, given to the inputs they fit.
 *
 * <p>Depends on {@code onnx.model} and {@code onnx.runtime}. Invariants: nothing is allocated that the file does not back;
 * elements become numbers a batch at a time.
 */
package dev.eckart.app.onnx.data;
