/**
 * What a layer is, and what a kind of layers has to answer: which nodes are layers, the rows that they multiply, their forms,
 * how factors are written, what they cost.
 *
 * <p>Depends on {@code onnx.constant}, {@code onnx.form}, {@code onnx.model}, {@code onnx.tensor}, on
 * {@code onnx.runtime} for the values that models take and make, and on core. Invariant: no kind is known here; a layer
 * holds no numbers.
 */
package dev.eckart.app.onnx.layer;
