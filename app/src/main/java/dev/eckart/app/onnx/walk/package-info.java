/**
 * Walks samples through a model piece by piece: what a model makes of them at a place where few values cross is kept, and
 * the next piece starts from there.
 *
 * <p>Depends on {@code onnx.model}, {@code onnx.tensor}, {@code onnx.runtime}, {@code onnx.data}, {@code onnx.layer} and
 * {@code onnx.progress}. Invariants: where a model can be cut, a node is run a number of times that does not grow with
 * the model's depth; what is kept has the bits that the model made.
 */
package dev.eckart.app.onnx.walk;
