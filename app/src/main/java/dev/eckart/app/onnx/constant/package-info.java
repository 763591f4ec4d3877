/**
 * Values that are the same in every run: initialisers, constants, and what simple operators make of them.
 *
 * <p>Depends on {@code onnx.model}, {@code onnx.tensor} and core. Invariant: sizes and types are told without reading
 * numbers, and what has been read is not kept.
 */
package dev.eckart.app.onnx.constant;
