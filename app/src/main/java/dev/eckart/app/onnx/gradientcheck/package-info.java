/**
 * Checks gradients: derivatives of a model along a line, by its gradients and by central differences.
 *
 * <p>Depends on {@code onnx.gradient} and {@code onnx.expression}, on {@code onnx.tune} for which tensors can have a
 * gradient, on {@code onnx.data}, {@code onnx.model}, {@code onnx.tensor}, {@code onnx.progress}, {@code onnx.runtime}
 * and core.
 */
package dev.eckart.app.onnx.gradientcheck;
