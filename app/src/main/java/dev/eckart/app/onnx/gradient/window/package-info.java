/**
 * The rules of operators that slide a window over their input: convolutions and poolings.
 *
 * <p>{@code SlidingWindow} is the geometry that they share, {@code Spreading} adds what windows are given to the places
 * that they lie over. Depends on {@code onnx.gradient.rule}, {@code onnx.expression}, {@code onnx.model} and
 * {@code onnx.tensor}.
 */
package dev.eckart.app.onnx.gradient.window;
