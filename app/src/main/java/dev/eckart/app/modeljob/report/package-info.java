/**
 * What jobs on ONNX models found: records that are kept as JSON, and the same as text for the terminal.
 *
 * <p>Depends on {@code modeljob.input} and {@code modeljob.train} for what these say of data and of training, on
 * {@code onnx} for what was measured, on {@code report}, {@code report.text} and {@code console}. Runs no model.
 * Invariant: a report that an earlier version wrote can be read.
 */
package dev.eckart.app.modeljob.report;
