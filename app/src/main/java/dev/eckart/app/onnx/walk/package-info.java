/**
 * Walks samples through a model piece by piece: what a model makes of them at a place where few values cross is kept, and
 * the next piece starts from there.
 *
 * <p>Depends on {@code onnx.model}, {@code onnx.runtime} and {@code onnx.data}. Invariants: every node is run a number of
 * times that does not grow with the depth of the model; what is kept has the bits that the model made.
 */
package dev.eckart.app.onnx.walk;
