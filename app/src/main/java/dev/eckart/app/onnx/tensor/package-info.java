/**
 * Tensors of ONNX files: their types, their shapes, and their bytes, in the file or in external data beside it.
 *
 * <p>{@code OnnxException}, the error that a person reads of a file, is here because all other packages stand on this one.
 * Depends on core, protobuf and the generated messages. Invariant: nothing is allocated that the file does not back.
 */
package dev.eckart.app.onnx.tensor;
