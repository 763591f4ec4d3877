/**
 * ONNX files as they are: messages, tensors, data beside the file, and the graph over them.
 *
 * <p>Depends on core and protobuf only. Invariants: a model that has been read has been checked (names, cycles, sizes of
 * tensors against their data, files beside it within its directory); nothing is allocated that the files do not hold;
 * what is not understood is kept and written back; whatever is wrong is an
 * {@link dev.eckart.app.onnx.model.OnnxException} of one line.
 */
package dev.eckart.app.onnx.model;
