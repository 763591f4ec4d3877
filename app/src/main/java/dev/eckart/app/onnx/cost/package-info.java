/**
 * What layers, and what can stand in their place, take of a run's time: kernels as they are written into a model, measured in
 * ONNX Runtime, and times of all other sizes read off between them or fitted to them.
 *
 * <p>Depends on {@code onnx.form}, {@code onnx.layer}, {@code onnx.unit}, {@code onnx.model}, {@code onnx.tensor},
 * {@code onnx.measure}, {@code onnx.data}, {@code onnx.runtime}, and on core. Invariants: a time belongs to what is run,
 * and what is the same is measured once; nothing here reads a weight, for times do not depend on numbers.
 */
package dev.eckart.app.onnx.cost;
