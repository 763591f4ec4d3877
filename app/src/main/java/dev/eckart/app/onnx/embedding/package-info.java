/**
 * Embeddings of samples: how they are made of what a model gives, and what becomes of them in another model - their
 * directions, their nearest neighbours, and how well their similarities rank pairs that people have scored.
 *
 * <p>Depends on {@code onnx.data}, {@code onnx.runtime}, {@code onnx.model}, {@code onnx.tensor} and
 * {@code onnx.progress}. Invariants: how embeddings are made is said by who asks, never guessed; ties are broken by the
 * order of the samples, so that the same embeddings give the same figures; what has no direction counts against a model,
 * and is told.
 */
package dev.eckart.app.onnx.embedding;
