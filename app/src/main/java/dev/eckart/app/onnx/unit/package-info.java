/**
 * Finds the layers of a model, says of others why they are left alone, and puts together what is decided together.
 *
 * <p>Depends on {@code onnx.kind}, {@code onnx.layer}, {@code onnx.constant}, {@code onnx.form}, {@code onnx.model},
 * {@code onnx.tensor} and core. Invariant: nothing is changed here, and weights are read only when they are asked for.
 */
package dev.eckart.app.onnx.unit;
