/**
 * Removes from a model and its tokenizer the tokens that no text needs.
 *
 * <p>Depends on {@code modeljob.input}, {@code onnx}, {@code config}, {@code console}, {@code output} and
 * {@code report}. Invariant: nothing is written unless all texts become the same tokens under their new numbers, and
 * outputs are the same to the bit.
 */
package dev.eckart.app.modeljob.token;
