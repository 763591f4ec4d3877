/**
 * What layers of a model take and make on samples: rows, their moments, and how sensitive the outputs are to what they
 * make.
 *
 * <p>Depends on {@code onnx.moment}, {@code onnx.unit}, {@code onnx.layer}, {@code onnx.form}, {@code onnx.rewrite}, {@code onnx.walk},
 * {@code onnx.gradient}, {@code onnx.expression}, {@code onnx.tensor}, {@code onnx.runtime}, {@code onnx.data},
 * {@code onnx.array} and core. Invariant: sums are in float64 and grow batch by batch, shard by shard of the samples in
 * their order; no more than one batch is held beside what a walk keeps.
 */
package dev.eckart.app.onnx.observe;
