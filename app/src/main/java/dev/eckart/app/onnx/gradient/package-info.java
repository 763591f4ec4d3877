/**
 * Gradients of any model as nodes of its own graph: reverse-mode differentiation in standard operators, which ONNX Runtime
 * runs like all others.
 *
 * <p>{@code Backpropagation} walks from the loss back. What an operator does to gradients is its {@code GradientRule}, in
 * {@code onnx.gradient.rule}; the rules of all operators are in {@code onnx.gradient.operator}.
 *
 * <p>Depends on the packages below it, {@code onnx.expression}, {@code onnx.model} and {@code onnx.tensor}. Runs
 * nothing.
 */
package dev.eckart.app.onnx.gradient;
