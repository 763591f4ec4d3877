/**
 * Trains a compressed model further: its factors and biases, on samples and by the model that it was made of.
 *
 * <p>{@code Tuner} goes through the samples; {@code StepGraph} is a model with its loss and its gradients for batches of one
 * shape, {@code Trainables} which tensors can change and {@code TensorChoice} which do. Steps are taken by core's optimisers.
 * {@code Checkpoint} is how far a training is, for one that was cut off to go on. What is minimised is in {@code onnx.loss}.
 *
 * <p>Depends on core, {@code onnx.loss}, {@code onnx.gradient}, {@code onnx.expression}, {@code onnx.data},
 * {@code onnx.array}, {@code onnx.measure}, {@code onnx.runtime}, {@code onnx.model}, {@code onnx.rewrite}, {@code onnx.tensor}, {@code onnx.unit} and what these
 * need.
 */
package dev.eckart.app.onnx.tune;
