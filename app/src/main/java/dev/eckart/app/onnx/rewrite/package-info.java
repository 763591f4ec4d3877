/**
 * Puts factors in the place of layers, and leaves all else of a model as it was.
 *
 * <p>Depends on {@code onnx.model}, {@code onnx.tensor}, {@code onnx.layer}, {@code onnx.form} and core. Invariant: what
 * nothing needs any more goes, and nothing else does.
 */
package dev.eckart.app.onnx.rewrite;
