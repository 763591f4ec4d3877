/**
 * Delivers a model: written beside its place, read again, run and compared with the original, and only then put there.
 *
 * <p>Depends on {@code onnx.measure}, {@code onnx.embedding}, {@code onnx.walk}, {@code onnx.data}, {@code onnx.model},
 * {@code onnx.tensor}, {@code onnx.runtime} and core. Invariant: nothing takes the place of the output before it has
 * been proved.
 */
package dev.eckart.app.onnx.delivery;
