package dev.eckart.conformance;

import dev.eckart.compress.decompose.TruncatedSvd;
import dev.eckart.spi.Seed;
import dev.eckart.spi.compress.Decomposer;
import dev.eckart.spi.compress.Decomposition;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The layers of a network, with what each can be replaced by.
 *
 * @param name what they are, for test names
 * @param layers one decomposition a layer
 */
public record NamedLayers(String name, List<Decomposition> layers) {
    private static final int[][] THREE = {{12, 8}, {8, 6}, {6, 4}};

    /**
     * Networks small enough that all choices can be tried.
     *
     * @param seed randomness of the weights
     * @return one layer and several, equal ones, ones that offer nothing but themselves, and ones without weight
     */
    public static List<NamedLayers> all(Seed seed) {
        return List.of(
                of("one layer", false, seed, new int[] {10, 10}),
                of("three layers", false, seed, THREE),
                of("three layers, larger ones allowed", true, seed, THREE),
                of("eight layers", false, seed, new int[][] {
                    {9, 5}, {5, 5}, {5, 6}, {6, 4}, {4, 6}, {6, 5}, {5, 4}, {4, 3}
                }),
                of("nothing but dense", false, seed, new int[] {1, 1}, new int[] {1, 4}),
                equal("two equal layers", Draw.normal(Precision.FLOAT64, 8, 8, seed)),
                equal("two layers of zeros", Tensors.zeros(Precision.FLOAT64, 6, 7)));
    }

    private static NamedLayers of(String name, boolean allowLarger, Seed seed, int[]... shapes) {
        return new NamedLayers(
                name,
                IntStream.range(0, shapes.length)
                        .mapToObj(i -> decompose(
                                Draw.normal(Precision.FLOAT64, shapes[i][0], shapes[i][1], seed.split(i)), allowLarger))
                        .toList());
    }

    private static NamedLayers equal(String name, Tensor weights) {
        return new NamedLayers(name, List.of(decompose(weights, false), decompose(weights, false)));
    }

    private static Decomposition decompose(Tensor weights, boolean allowLarger) {
        Optional<Tensor> bias = Optional.of(Tensors.zeros(Precision.FLOAT64, 1, weights.columns()));
        return new TruncatedSvd()
                .decompose(new Decomposer.Request(
                        weights, bias, Checks.reference(Precision.FLOAT64), allowLarger, new Seed(0)));
    }
}
