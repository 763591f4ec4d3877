/**
 * The kinds of layers that there are: a class for each operator, and beside them what several of them do alike.
 *
 * <p>Depends on {@code onnx.layer} and on what that depends on. Invariants: a kind is named in
 * {@link dev.eckart.app.onnx.kind.LayerKinds} and nowhere else; only operators that exist in the model's own version of the
 * operator set are written.
 */
package dev.eckart.app.onnx.kind;
