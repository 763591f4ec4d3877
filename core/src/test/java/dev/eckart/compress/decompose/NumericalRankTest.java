package dev.eckart.compress.decompose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.compress.allocate.EnergyAllocator;
import dev.eckart.compress.allocate.GreedyAllocator;
import dev.eckart.compress.allocate.KnapsackAllocator;
import dev.eckart.compress.allocate.SensitivityAllocator;
import dev.eckart.compress.math.Float64;
import dev.eckart.conformance.Observed;
import dev.eckart.conformance.ReferenceBackendProvider;
import dev.eckart.registry.CheckedBackend;
import dev.eckart.spi.Seed;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.backend.BackendProvider;
import dev.eckart.spi.compress.Budget;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.compress.Decomposer;
import dev.eckart.spi.compress.Decomposition;
import dev.eckart.spi.compress.MatrixStore;
import dev.eckart.spi.compress.RankAllocator;
import dev.eckart.spi.compress.Statistics;
import dev.eckart.spi.layer.Linear;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Layers of a low rank: what lies beyond it is rounding, and no budget is spent on it. */
class NumericalRankTest {
    private static final int RANK = 2;

    private final Backend backend =
            CheckedBackend.open(new ReferenceBackendProvider(), new BackendProvider.Settings(Precision.FLOAT64, 1));

    private static Tensor normal(int rows, int columns, int seed) {
        SplittableRandom random = new Seed(seed).random();
        Tensor tensor = Tensors.zeros(Precision.FLOAT64, rows, columns);
        Tensors.fill(tensor, i -> random.nextGaussian());
        return tensor;
    }

    /** A product of rank 2, rounded to float32. */
    private static Tensor weights(int rows, int columns) {
        Tensor exact = Float64.product(normal(rows, RANK, 1), normal(RANK, columns, 2));
        return Tensors.copy(exact, Precision.FLOAT32);
    }

    private Decomposition decomposed(Decomposer decomposer, Tensor weights, Optional<Statistics> seen) {
        return decomposer.decompose(new Decomposer.Request(
                weights, Optional.empty(), backend, false, new Seed(3), seen, Optional.empty(), MatrixStore.MEMORY));
    }

    private Decomposition decomposed(Decomposer decomposer, Tensor weights) {
        int inputs = weights.rows();
        Statistics seen = Observed.statistics(inputs, weights.columns(), new Seed(4));
        Tensor exact = Tensors.copy(weights, Precision.FLOAT64);
        return decomposed(
                decomposer,
                weights,
                Optional.of(new Statistics(
                        seen.samples(),
                        seen.mean(),
                        seen.covariance(),
                        decomposer.needs(inputs, weights.columns()).contains(Statistics.Kind.OUTPUTS)
                                ? seen.covariance().map(c -> Float64.sandwich(backend, exact, c))
                                : Optional.empty(),
                        seen.gradients())));
    }

    static Stream<Decomposer> decomposers() {
        return Stream.of(new TruncatedSvd(), new RandomizedSvd(), new OutputCovarianceSvd(), new TwoSidedSvd());
    }

    static Stream<RankAllocator> allocators() {
        return Stream.of(
                new KnapsackAllocator(), new GreedyAllocator(), new EnergyAllocator(), new SensitivityAllocator());
    }

    /** The budget has room for all of the layer. */
    @ParameterizedTest
    @MethodSource("decomposers")
    void noAllocatorTakesMoreThanTheRank(Decomposer decomposer) {
        for (Tensor weights : List.of(weights(40, 30), weights(30, 40))) {
            Decomposition layer = decomposed(decomposer, weights);
            RankAllocator.Request request = new RankAllocator.Request(
                    List.of(layer),
                    new Budget(1),
                    RankAllocator.Preferences.NONE,
                    Optional.of(chosen -> layer.damage(chosen.get(0))));
            allocators().forEach(allocator -> {
                Candidate chosen = allocator.allocate(request).get(0);
                assertEquals(OptionalInt.of(RANK), chosen.rank(), decomposer.name() + ", " + allocator.name());
            });
        }
    }

    /** A direction of a millionth of the layer is no rounding. */
    @Test
    void aSmallDirectionCounts() {
        Tensor weights = Tensors.copy(weights(40, 30), Precision.FLOAT64);
        double norm = Tensors.norm(weights);
        weights.set(0, 0, weights.get(0, 0) + 2e-5 * norm);
        Decomposition layer = decomposed(new TruncatedSvd(), weights, Optional.empty());
        List<Candidate> chosen =
                new KnapsackAllocator().allocate(List.of(layer), new Budget(Budget.Unit.PARAMETERS, weights.size()));
        assertTrue(
                chosen.get(0).rank().orElse(Integer.MAX_VALUE) > RANK,
                chosen.get(0).label());
    }

    /** Weights of few digits have been rounded by more, which their scale says. */
    @Test
    void roundingOfTheWeightsOwnTypeIsNoLoss() {
        double unit = 0x1p-11;
        SplittableRandom random = new Seed(5).random();
        Tensor weights = Tensors.copy(weights(40, 30), Precision.FLOAT64);
        Tensor exact = Tensors.copy(weights, Precision.FLOAT64);
        Tensors.fill(weights, i -> exact.doubles()[i] * (1 + random.nextDouble(-unit, unit)));
        Decomposition layer = decomposed(new TruncatedSvd(), weights, Optional.empty());
        Budget all = new Budget(Budget.Unit.PARAMETERS, weights.size());
        assertEquals(
                OptionalInt.empty(),
                new KnapsackAllocator().allocate(List.of(layer), all).get(0).rank());
        Decomposition rounded = layer.scaled(layer.scale().rounded(unit));
        assertEquals(
                OptionalInt.of(RANK),
                new KnapsackAllocator().allocate(List.of(rounded), all).get(0).rank());
    }

    /** Of more outputs than inputs the directions are found from either side. */
    @Test
    void bothSidesOfTheOutputCovarianceAgree() {
        Tensor weights = normal(4, 7, 6);
        Statistics seen = Observed.statistics(4, 7, new Seed(7));
        Tensor bias = normal(1, 7, 8);
        OutputCovarianceSvd decomposer = new OutputCovarianceSvd();
        Optional<Tensor> none = Optional.empty();
        Optional<Tensor> outputs = seen.covariance().map(c -> Float64.sandwich(backend, weights, c));
        Statistics byInputs = new Statistics(100, seen.mean(), seen.covariance(), none, none);
        Statistics byOutputs = new Statistics(100, seen.mean(), none, outputs, none);
        assertEquals(Set.of(Statistics.Kind.INPUTS), decomposer.needs(4, 7));
        for (Optional<Tensor> own : List.of(none, Optional.of(bias))) {
            Decomposition a = decomposer.decompose(request(weights, own, byInputs));
            Decomposition b = decomposer.decompose(request(weights, own, byOutputs));
            assertEquals(a.candidates().size(), b.candidates().size());
            double norm = Tensors.norm(weights);
            // Squares of errors are sums of eigenvalues; a root of rounding is what is left of an error of none.
            double allowed = norm * Math.sqrt(32 * 7 * Precision.FLOAT64.unitRoundoff());
            for (int i = 0; i < a.candidates().size(); i++) {
                Candidate x = a.candidates().get(i);
                Candidate y = b.candidates().get(i);
                assertEquals(y.label(), x.label());
                assertEquals(y.error(), x.error(), allowed, x.label());
                if (x.rank().isPresent()) {
                    double off = Tensors.norm(Float64.difference(product(a, x), product(b, y)));
                    assertTrue(off <= allowed, x.label() + " is off by " + off);
                }
            }
        }
    }

    private Decomposer.Request request(Tensor weights, Optional<Tensor> bias, Statistics seen) {
        return new Decomposer.Request(
                weights, bias, backend, true, new Seed(3), Optional.of(seen), Optional.empty(), MatrixStore.MEMORY);
    }

    private static Tensor product(Decomposition decomposition, Candidate candidate) {
        return decomposition.factors(candidate).stream()
                .map(layer -> ((Linear) layer).weights())
                .reduce(Float64::product)
                .orElseThrow();
    }
}
