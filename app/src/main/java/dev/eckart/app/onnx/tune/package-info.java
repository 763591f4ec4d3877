/**
 * Trains what is left of a model: its factors and biases, by samples and by the model that it was made of.
 *
 * <p>{@code Tuner} goes through the samples; {@code StepGraph} is a model with its loss and its gradients for batches of one
 * shape, {@code Objective} what the loss is made of, {@code Trainables} which tensors can change and {@code TensorChoice} which
 * do. Steps are taken by core's optimisers. {@code Checkpoint} is how far a training is, for one that was cut off to go on.
 *
 * <p>{@code GradientVerifier} compares gradients with differences.
 *
 * <p>Depends on core, {@code onnx.gradient}, {@code onnx.data}, {@code onnx.measure}, {@code onnx.runtime}, {@code onnx.model}, {@code onnx.unit} and
 * what these need.
 */
package dev.eckart.app.onnx.tune;
