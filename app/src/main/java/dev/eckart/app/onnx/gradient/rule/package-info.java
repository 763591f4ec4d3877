/**
 * What the rule of an operator is: given a node and the gradients of its outputs, it writes those of its inputs.
 *
 * <p>Depends on {@code onnx.expression}, {@code onnx.model} and {@code onnx.tensor}.
 */
package dev.eckart.app.onnx.gradient.rule;
