/**
 * Measures models: what they cost, how long they take, how often they are right, how far they are from each other.
 *
 * <p>Depends on {@code onnx.model}, {@code onnx.tensor}, {@code onnx.runtime}, {@code onnx.data}, {@code onnx.array},
 * {@code onnx.walk}, {@code onnx.progress}, and on {@code onnx.kind} for what layers multiply. Invariants: figures come
 * from the file and from runs, never from what a model says of itself; what is read as scores is decided by
 * {@link dev.eckart.app.onnx.measure.ScoreRule} alone; nothing compared is an error, never agreement.
 */
package dev.eckart.app.onnx.measure;
