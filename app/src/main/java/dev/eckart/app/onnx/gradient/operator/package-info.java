/**
 * The rules of operators, a class for operators that are alike, and {@code GradientRules}, the one table of them all.
 *
 * <p>A new rule is a method here and a line in the table. Depends on {@code onnx.gradient.rule},
 * {@code onnx.gradient.window}, {@code onnx.expression}, {@code onnx.model} and {@code onnx.tensor}.
 */
package dev.eckart.app.onnx.gradient.operator;
