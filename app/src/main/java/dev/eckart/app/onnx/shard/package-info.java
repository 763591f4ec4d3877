/**
 * Runs a model on its samples as tasks that an engine carries out: sums of shards of the samples, and losses of models of which
 * some layers have been replaced, to the bits that they have here.
 *
 * <p>Depends on {@code onnx.observe}, {@code onnx.factorise}, {@code onnx.measure}, {@code onnx.layer},
 * {@code onnx.unit}, {@code onnx.data}, {@code onnx.array}, {@code onnx.model}, {@code onnx.tensor},
 * {@code onnx.runtime}, {@code onnx.progress}, {@code onnx.proto} and core. Invariant: sums are added by the driver in
 * the order of the shards, which depend on the model and its samples alone.
 */
package dev.eckart.app.onnx.shard;
