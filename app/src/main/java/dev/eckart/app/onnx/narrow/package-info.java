/**
 * Forms of two layers together that make a model narrower instead of longer: the numbers that pass between them become
 * fewer, and no operator is added. Finds where that can be, and makes what the two become.
 *
 * <p>Depends on {@code onnx.unit}, {@code onnx.layer}, {@code onnx.constant}, {@code onnx.form}, {@code onnx.rewrite},
 * {@code onnx.model}, {@code onnx.tensor}, {@code onnx.runtime}, {@code onnx.data} and core. Invariant: what is not
 * understood of the way between two layers is left alone.
 */
package dev.eckart.app.onnx.narrow;
