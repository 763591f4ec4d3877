/**
 * Reading and writing ONNX files, their tensors and their graph.
 *
 * <p>Depends on core, protobuf and the generated messages. Invariant: what is not understood is kept as it is, and nothing
 * is allocated that the file does not back.
 */
package dev.eckart.app.onnx.model;
