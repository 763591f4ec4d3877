/**
 * Measures models: what they cost, how long they take, how often they are right.
 *
 * <p>Depends on {@code onnx.model}, {@code onnx.runtime} and {@code onnx.data}. Invariant: figures come from the file and
 * from runs, never from what a model says of itself.
 */
package dev.eckart.app.onnx.measure;
