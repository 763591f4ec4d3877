package dev.eckart.compress.decompose;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.eckart.conformance.ReferenceBackendProvider;
import dev.eckart.spi.Seed;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.backend.BackendProvider.Settings;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.compress.Decomposer.Request;
import dev.eckart.spi.compress.Decomposition;
import dev.eckart.spi.layer.Layer;
import dev.eckart.spi.layer.Linear;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NestedFactorsTest {
    private final Tensor left = Tensors.of(new double[] {1, 2}, new double[] {3, 4}, new double[] {5, 6});
    private final Tensor right = Tensors.of(new double[] {7, 8}, new double[] {9, 10}, new double[] {11, 12});
    private final NestedFactors factors = new NestedFactors(left, right, new double[] {0.5, 0.25});

    @Test
    void offersWhatAnyPairOfFactorsGives() {
        Decomposition decomposition = factors.decomposition(request(true));
        List<Candidate> candidates = decomposition.candidates();
        assertEquals(List.of("rank 1", "dense", "rank 2"), labels(candidates));
        assertEquals(
                List.of(6L, 9L, 12L),
                candidates.stream().map(Candidate::parameters).toList());
        assertEquals(
                List.of(0.5, 0.0, 0.25),
                candidates.stream().map(Candidate::error).toList());
        assertArrayEquals(new double[] {1, 3, 5}, weights(decomposition, 0, 0));
        assertArrayEquals(new double[] {7, 9, 11}, weights(decomposition, 0, 1));
        assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6}, weights(decomposition, 2, 0));
        assertArrayEquals(new double[] {7, 9, 11, 8, 10, 12}, weights(decomposition, 2, 1));
    }

    @Test
    void leavesOutWhatIsNoSmaller() {
        assertEquals(
                List.of("rank 1", "dense"),
                labels(factors.decomposition(request(false)).candidates()));
    }

    @Test
    void refusesPartsThatDoNotBelongTogether() {
        Tensor narrow = Tensors.leadingColumns(right, 1);
        assertThrows(IllegalArgumentException.class, () -> new NestedFactors(left, narrow, new double[2]));
        assertThrows(IllegalArgumentException.class, () -> new NestedFactors(left, right, new double[1]));
    }

    private static Request request(boolean allowLarger) {
        Backend backend = new ReferenceBackendProvider().create(new Settings(Precision.FLOAT64, 1));
        Tensor w = Tensors.zeros(Precision.FLOAT64, 3, 3);
        return new Request(w, Optional.empty(), backend, allowLarger, new Seed(1));
    }

    private static List<String> labels(List<Candidate> candidates) {
        return candidates.stream().map(Candidate::label).toList();
    }

    private static double[] weights(Decomposition decomposition, int candidate, int factor) {
        List<Layer> factors = decomposition.factors(decomposition.candidates().get(candidate));
        return ((Linear) factors.get(factor)).weights().doubles();
    }
}
