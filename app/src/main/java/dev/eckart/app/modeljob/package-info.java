/**
 * What the commands do with ONNX models: compression, training, evaluation, comparison, and their reports.
 *
 * <p>Depends on {@code modeljob.input} for models and data, on {@code onnx}, {@code chart}, {@code config}, {@code console},
 * {@code html} and {@code report}; only {@code command}, {@code api} and the wiring depend on it.
 */
package dev.eckart.app.modeljob;
