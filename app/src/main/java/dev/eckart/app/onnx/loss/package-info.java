/**
 * What training minimises: losses as formulas over what a model gives and what it should give.
 *
 * <p>An {@code Objective} is a sum of {@code LossTerm}s; a {@code Lesson} says what each of them is compared with.
 * Depends on {@code onnx.expression}, {@code onnx.data}, {@code onnx.measure}, {@code onnx.model}, {@code onnx.tensor}
 * and {@code onnx.runtime}. Takes no steps.
 */
package dev.eckart.app.onnx.loss;
