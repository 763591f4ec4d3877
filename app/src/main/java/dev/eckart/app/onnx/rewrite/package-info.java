/**
 * Puts factors in the place of layers, and leaves all else of a model as it was; products and weights that are several in one
 * are parted before, and weights that are made of constants worked out.
 *
 * <p>Depends on {@code onnx.model}, {@code onnx.tensor}, {@code onnx.constant}, {@code onnx.layer}, {@code onnx.form},
 * {@code onnx.unit}, {@code onnx.runtime} and core. Invariant: what nothing needs any more goes, and nothing else does.
 */
package dev.eckart.app.onnx.rewrite;
