package dev.eckart.compress.decompose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.compress.Networks;
import dev.eckart.compress.math.Float64;
import dev.eckart.conformance.Observed;
import dev.eckart.spi.EckartException;
import dev.eckart.spi.backend.GramSchmidt;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.compress.Decomposer;
import dev.eckart.spi.compress.Decomposition;
import dev.eckart.spi.compress.MatrixStore;
import dev.eckart.spi.compress.PictureShape;
import dev.eckart.spi.compress.Statistics;
import dev.eckart.spi.layer.Layer;
import dev.eckart.spi.layer.Linear;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataAwareTest {
    private static final int INPUTS = 24;
    private static final int OUTPUTS = 10;

    private static Tensor random(int rows, int columns) {
        SplittableRandom random = Networks.SEED.split("weights").random();
        Tensor tensor = Tensors.zeros(Precision.FLOAT64, rows, columns);
        Tensors.fill(tensor, i -> random.nextGaussian());
        return tensor;
    }

    private static Decomposer.Request request(Optional<Statistics> statistics, Optional<PictureShape> picture) {
        return new Decomposer.Request(
                random(INPUTS, OUTPUTS),
                Optional.of(Tensors.zeros(Precision.FLOAT64, 1, OUTPUTS)),
                Networks.backend(Precision.FLOAT64),
                true,
                Networks.SEED,
                statistics,
                picture,
                MatrixStore.MEMORY);
    }

    private static Decomposer named(String name) {
        return List.<Decomposer>of(new OutputCovarianceSvd(), new TwoSidedSvd(), new BilinearSvd()).stream()
                .filter(decomposer -> decomposer.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"output-covariance-svd,output", "two-sided-svd,input", "bilinear-svd,input"})
    void withoutStatisticsALayerIsRefusedInOneLine(String name, String what) {
        EckartException refusal = assertThrows(
                EckartException.class, () -> named(name).decompose(request(Optional.empty(), Optional.empty())));
        assertEquals(
                "decomposer '" + name + "' needs statistics of the layer's " + what + " on training samples;"
                        + " observe the network before factorising it",
                refusal.getMessage());
    }

    @Test
    void aPictureOfAnotherSizeIsRefused() {
        Statistics seen = Observed.statistics(INPUTS, OUTPUTS, Networks.SEED);
        EckartException refusal = assertThrows(
                EckartException.class,
                () -> new BilinearSvd().decompose(request(Optional.of(seen), Optional.of(new PictureShape(5, 5)))));
        assertEquals("a picture of 5 x 5 is not the input of 24 numbers that the layer takes", refusal.getMessage());
    }

    /** Every decomposer is the best in its own norm: the other's candidate of the same rank loses more there. */
    @Test
    void eachOfTwoDecomposersIsTheBetterOneInItsOwnNorm() {
        Statistics seen = Observed.statistics(INPUTS, OUTPUTS, Networks.SEED);
        Tensor weights = random(INPUTS, OUTPUTS);
        Tensor covariance = Float64.sandwich(
                Networks.backend(Precision.FLOAT64), weights, seen.covariance().orElseThrow());
        for (int rank = 1; rank < OUTPUTS; rank++) {
            Decomposition twoSided = decomposed(new TwoSidedSvd(), seen);
            List<Layer> two = twoSided.factors(candidate(twoSided, rank));
            Decomposition oneSided = decomposed(new OutputCovarianceSvd(), seen);
            List<Layer> one = oneSided.factors(candidate(oneSided, rank));
            assertTrue(lost(two, weights, seen, true) <= lost(one, weights, seen, true) * (1 + 1e-9), "rank " + rank);
            assertTrue(lost(one, weights, seen, false) <= lost(two, weights, seen, false) * (1 + 1e-9), "rank " + rank);
            assertTrue(candidate(twoSided, rank).error() <= Math.sqrt(Float64.trace(covariance)), "rank " + rank);
        }
    }

    private static Decomposition decomposed(Decomposer decomposer, Statistics input) {
        Tensor outputs = Float64.sandwich(
                Networks.backend(Precision.FLOAT64),
                random(INPUTS, OUTPUTS),
                input.covariance().orElseThrow());
        Statistics seen = new Statistics(
                input.samples(), input.mean(), input.covariance(), Optional.of(outputs), input.gradients());
        return decomposer.decompose(request(Optional.of(seen), Optional.empty()));
    }

    private static Candidate candidate(Decomposition decomposition, int rank) {
        return decomposition.candidates().stream()
                .filter(candidate -> candidate.rank().orElse(0) == rank)
                .findFirst()
                .orElseThrow();
    }

    private static double lost(List<Layer> pair, Tensor weights, Statistics seen, boolean byGradients) {
        Tensor product = Float64.product(((Linear) pair.get(0)).weights(), ((Linear) pair.get(1)).weights());
        Tensor lost = Float64.sandwich(
                Networks.backend(Precision.FLOAT64),
                Float64.difference(product, weights),
                seen.covariance().orElseThrow());
        double sum = 0;
        for (int i = 0; i < OUTPUTS; i++) {
            for (int j = 0; j < OUTPUTS; j++) {
                double metric = byGradients ? TwoSidedSvdConformanceTest.damped(seen, i, j) : i == j ? 1 : 0;
                sum += lost.get(i, j) * metric;
            }
        }
        return sum;
    }

    /** Halko, Martinsson and Tropp, corollary 10.10: with a spectrum that falls fast the sketch loses next to nothing. */
    @Test
    void aSketchOfALargeLayerFindsItsLeadingValues() {
        Tensor u = GramSchmidt.basis(random(150, 120));
        Tensor v = GramSchmidt.basis(random(120, 120));
        Tensor scaled = Tensors.zeros(Precision.FLOAT64, 150, 120);
        Tensors.fill(scaled, i -> u.get(i / 120, i % 120) * Math.pow(0.9, i % 120));
        Tensor weights = Float64.product(scaled, Tensors.transpose(v));
        List<Candidate> found = new RandomizedSvd()
                .decompose(new Decomposer.Request(
                        weights, Optional.empty(), Networks.backend(Precision.FLOAT64), false, Networks.SEED))
                .candidates();
        assertEquals(150 * 120 / 270, found.get(found.size() - 2).rank().orElseThrow());
        for (Candidate candidate : found.subList(0, 40)) {
            int rank = candidate.rank().orElseThrow();
            double least = Math.sqrt((Math.pow(0.81, rank) - Math.pow(0.81, 120)) / (1 - 0.81));
            assertEquals(least, candidate.error(), 1e-3 * least, "rank " + rank);
        }
    }
}
