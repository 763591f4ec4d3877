/**
 * Formulas as nodes of a model's graph: each operation on a value adds a node and is the value that the node makes.
 *
 * <p>{@code SizedModel} finds the sizes of all values of a model, {@code ExtendedGraph} is its graph with what is added, and
 * {@code Expression} a value in it. Losses and gradients are written with them, each where it belongs: nothing here knows
 * what a formula is for.
 *
 * <p>Depends on {@code onnx.model}, {@code onnx.tensor} and {@code onnx.runtime}, which folds constants and infers
 * shapes.
 */
package dev.eckart.app.onnx.expression;
