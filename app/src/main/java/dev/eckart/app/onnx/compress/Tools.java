package dev.eckart.app.onnx.compress;

import dev.eckart.spi.Backend;
import dev.eckart.spi.Decomposer;
import dev.eckart.spi.RankAllocator;
import dev.eckart.spi.Seed;

/**
 * What a model is compressed with.
 *
 * @param decomposer factorises a layer
 * @param allocator chooses among what the layers can be replaced by
 * @param backend multiplies and factorises, in float64
 * @param threads threads that models are run with
 * @param seed randomness
 */
public record Tools(Decomposer decomposer, RankAllocator allocator, Backend backend, int threads, Seed seed) {}
