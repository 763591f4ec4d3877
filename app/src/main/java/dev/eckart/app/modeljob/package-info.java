/**
 * What the commands do with ONNX models: data for them, compression, training, evaluation, comparison, and their reports.
 *
 * <p>Depends on {@code onnx}, {@code config}, {@code batch}, {@code data}, {@code engine}, {@code pipeline}, {@code report} and
 * {@code console}; only
 * {@code command}, {@code api} and the wiring depend on it. Invariant: a data set enters a model as the model's input
 * says, and in no other scale than was asked for.
 */
package dev.eckart.app.modeljob;
