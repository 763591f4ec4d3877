/**
 * Trains a model on behalf of a job: what is asked for, checked before anything is read; the course of it, kept for one that is cut
 * off; and how it went.
 *
 * <p>Depends on {@code modeljob.input}, {@code onnx.tune}, {@code config}, {@code console}, {@code output},
 * {@code plugin} and {@code report}; the jobs that compress and fine-tune depend on it.
 */
package dev.eckart.app.modeljob.train;
