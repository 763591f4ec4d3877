/**
 * The forms in which a linear operator of an ONNX model can be factorised: what core's decomposers make of it as a
 * matrix, what a convolution can be split into besides, and a product of a tensor that was flattened.
 *
 * <p>Depends on core alone. Invariant: all forms of one layer report their errors in one norm, that of the decomposer, so
 * that core's allocators can choose among them.
 */
package dev.eckart.app.onnx.form;
