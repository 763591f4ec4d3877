/**
 * The rules of operators that slide a window over their input: convolutions and poolings.
 *
 * <p>{@code SlidingWindow} is the geometry that they share, {@code Spreading} adds what windows are given to the places that
 * they lie over. Depends on {@code onnx.gradient.rule}, {@code onnx.expression} and {@code onnx.model}.
 */
package dev.eckart.app.onnx.gradient.window;
