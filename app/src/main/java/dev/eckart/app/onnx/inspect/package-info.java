/**
 * Inspects a model: its layers, what they cost, how far they can be factorised, and why others cannot.
 *
 * <p>Depends on {@code onnx.model}, {@code onnx.tensor}, {@code onnx.unit}, {@code onnx.layer}, {@code onnx.form},
 * {@code onnx.narrow}, {@code onnx.measure}, {@code onnx.runtime} for the sizes of values, and core. Invariants: the
 * model is only read, and its weights only where they are decomposed; a tensor that several layers use is counted once
 * in the totals.
 */
package dev.eckart.app.onnx.inspect;
