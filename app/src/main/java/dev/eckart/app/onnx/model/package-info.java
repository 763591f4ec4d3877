/**
 * Reading and writing ONNX files and their graph.
 *
 * <p>Depends on {@code onnx.tensor}, core, protobuf and the generated messages. Invariant: what is not understood is kept as
 * it is.
 */
package dev.eckart.app.onnx.model;
