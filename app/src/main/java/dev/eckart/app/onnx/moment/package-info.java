/**
 * Means and products of rows that stream past: what covariances and least squares are made of.
 *
 * <p>Depends on {@code onnx.layer} and core. Invariant: sums are in float64 and grow in the order of the rows.
 */
package dev.eckart.app.onnx.moment;
