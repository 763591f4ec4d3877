/**
 * The stages of a run as commands of their own, on networks that are saved as ONNX models.
 *
 * <p>Depends on {@code pipeline}, {@code experiment}, {@code onnx.network}, {@code plugin}, {@code report},
 * {@code report.text} and what they depend on; only {@code command}, {@code api} and the wiring depend on it. Invariant:
 * a step ends in the same bits as the same stage of a run.
 */
package dev.eckart.app.step;
