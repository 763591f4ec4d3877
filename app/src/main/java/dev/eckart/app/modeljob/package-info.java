/**
 * What the commands do with ONNX models: a job each for compression, training, evaluation, comparison and the like.
 *
 * <p>Depends on {@code modeljob.input} for models and data, on {@code modeljob.report} for what was found, on
 * {@code onnx}, {@code config}, {@code config.source}, {@code console}, {@code output} and {@code report.text}; only
 * {@code command}, {@code api} and the wiring depend on it.
 */
package dev.eckart.app.modeljob;
