/**
 * Samples made of the tokens of texts, each as long as it is.
 *
 * <p>Depends on {@code onnx.data}, {@code onnx.array}, {@code onnx.model}, {@code onnx.tensor} and {@code onnx.runtime}.
 * Invariant: an input is filled by what it is called, or not at all.
 */
package dev.eckart.app.onnx.text;
