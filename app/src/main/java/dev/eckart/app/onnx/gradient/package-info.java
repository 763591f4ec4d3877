/**
 * Gradients of any model as nodes of its own graph: reverse-mode differentiation in standard operators, which ONNX Runtime
 * runs like all others.
 *
 * <p>{@code Backpropagation} walks from the loss back; what an operator does to gradients is its {@code GradientRule},
 * listed in {@code GradientRules}. Rules write formulas over {@code Expression}s, whose sizes are all known.
 *
 * <p>Depends on {@code onnx.model} and {@code onnx.runtime}. Runs nothing but to find sizes and constants.
 */
package dev.eckart.app.onnx.gradient;
