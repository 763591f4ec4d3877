/**
 * Fits what was cut to what the original layers made, one after the other, on samples that walk through both models side by
 * side.
 *
 * <p>Depends on {@code onnx.moment}, {@code onnx.rewrite}, {@code onnx.layer}, {@code onnx.form}, {@code onnx.walk},
 * {@code onnx.data}, {@code onnx.model}, {@code onnx.runtime}, {@code onnx.tensor}, {@code onnx.progress}
 * and core. Invariant: what is fitted is judged by samples that it was not fitted to.
 */
package dev.eckart.app.onnx.refit;
