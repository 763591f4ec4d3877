/**
 * Accuracy against size: the same base compressed in several ways to several sizes, over several seeds.
 *
 * <p>Depends on core, {@code config}, {@code config.source}, {@code console}, {@code output}, {@code data},
 * {@code chart}, {@code engine}, {@code html}, {@code onnx}, {@code pipeline}, {@code experiment}, {@code plugin},
 * {@code report} and {@code report.text}. Knows no command and no Guice. Invariant: a point of one seed is what
 * {@code eckart run} with that seed, decomposer, allocator and size finds, bit for bit.
 */
package dev.eckart.app.frontier;
