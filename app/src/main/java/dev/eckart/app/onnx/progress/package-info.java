/**
 * How far long operations on models are.
 *
 * <p>Depends on nothing. Invariant: whoever listens changes no result.
 */
package dev.eckart.app.onnx.progress;
