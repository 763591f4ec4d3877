package dev.eckart.compress.decompose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.compress.Networks;
import dev.eckart.compress.math.Float64;
import dev.eckart.conformance.Observed;
import dev.eckart.spi.compress.Decomposer;
import dev.eckart.spi.compress.Decomposition;
import dev.eckart.spi.compress.MatrixStore;
import dev.eckart.spi.compress.PictureShape;
import dev.eckart.spi.compress.Statistics;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a decomposition holds on to while other layers are decomposed: candidates, and what its store does not keep. */
class HeldMatricesTest {
    private static final PictureShape PICTURE = new PictureShape(6, 5);
    private static final int OUTPUTS = 12;

    /** Keeps numbers and not the matrix, as a file does, and remembers which matrices there were. */
    private static final class Elsewhere implements MatrixStore {
        private final List<WeakReference<Tensor>> given = new ArrayList<>();

        @Override
        public Supplier<Tensor> keep(Tensor matrix) {
            given.add(new WeakReference<>(matrix));
            int rows = matrix.rows();
            int columns = matrix.columns();
            double[] numbers = Tensors.copy(matrix, Precision.FLOAT64).doubles().clone();
            return () -> Tensors.wrap(rows, columns, numbers.clone());
        }
    }

    static Stream<Decomposer> decomposers() {
        return Stream.of(
                new TruncatedSvd(),
                new RandomizedSvd(),
                new OutputCovarianceSvd(),
                new TwoSidedSvd(),
                new BilinearSvd());
    }

    @ParameterizedTest
    @MethodSource("decomposers")
    void neitherWeightsNorStatisticsNorFactorsAreHeld(Decomposer decomposer) throws InterruptedException {
        Elsewhere store = new Elsewhere();
        List<WeakReference<Tensor>> told = new ArrayList<>();
        Decomposition decomposition = decomposed(decomposer, store, told);
        assertTrue(store.given.size() >= 2, "both factors are kept");
        told.addAll(store.given);
        for (int tries = 0; tries < 50 && held(told) > 0; tries++) {
            System.gc();
            Thread.sleep(20);
        }
        assertEquals(0, held(told), "matrices held by a decomposition of " + decomposer.name());
        decomposition.candidates().stream()
                .filter(candidate -> candidate.rank().isPresent())
                .forEach(candidate -> assertEquals(
                        candidate.factors().size(),
                        decomposition.factors(candidate).size()));
        Reference.reachabilityFence(decomposition);
    }

    private static long held(List<WeakReference<Tensor>> matrices) {
        return matrices.stream().filter(matrix -> matrix.get() != null).count();
    }

    private static Decomposition decomposed(
            Decomposer decomposer, MatrixStore store, List<WeakReference<Tensor>> told) {
        Tensor weights = Tensors.zeros(Precision.FLOAT64, PICTURE.size(), OUTPUTS);
        Tensors.fill(weights, i -> Math.sin(i * i));
        Statistics inputs = Observed.statistics(PICTURE.size(), OUTPUTS, Networks.SEED);
        Optional<Tensor> outputs =
                inputs.covariance().map(c -> Float64.sandwich(Networks.backend(Precision.FLOAT64), weights, c));
        Statistics seen =
                new Statistics(inputs.samples(), inputs.mean(), inputs.covariance(), outputs, inputs.gradients());
        Stream.of(Optional.of(weights), seen.covariance(), seen.outputs(), seen.gradients())
                .flatMap(Optional::stream)
                .forEach(matrix -> told.add(new WeakReference<>(matrix)));
        return decomposer.decompose(new Decomposer.Request(
                weights,
                Optional.of(Tensors.zeros(Precision.FLOAT64, 1, OUTPUTS)),
                Networks.backend(Precision.FLOAT64),
                false,
                Networks.SEED,
                Optional.of(seen),
                Optional.of(PICTURE),
                store));
    }
}
