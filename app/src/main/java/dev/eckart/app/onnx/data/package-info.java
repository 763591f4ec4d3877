/**
 * Samples for models: arrays given to the inputs that they fit, in batches, with padding where samples are of different
 * lengths.
 *
 * <p>Depends on {@code onnx.array}, {@code onnx.model}, {@code onnx.tensor}, {@code onnx.runtime} and core.
 */
package dev.eckart.app.onnx.data;
