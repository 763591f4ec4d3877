/**
 * Eckart's own networks in ONNX's format: ordinary nodes that any runtime has, which load back to the same bits.
 *
 * <p>Depends on core and on {@code onnx.model}, {@code onnx.tensor}. Runs nothing.
 */
package dev.eckart.app.onnx.network;
