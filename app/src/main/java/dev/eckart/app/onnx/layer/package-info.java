/**
 * Finds the layers of a model that can be factorised, and says of others why they cannot.
 *
 * <p>Depends on {@code onnx.model}, {@code onnx.form} and core. Invariant: nothing is changed here, and weights are read
 * only when they are asked for.
 */
package dev.eckart.app.onnx.layer;
