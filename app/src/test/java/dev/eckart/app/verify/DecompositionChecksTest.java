package dev.eckart.app.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.verify.Finding.Verdict;
import dev.eckart.compress.decompose.TruncatedSvd;
import dev.eckart.spi.Seed;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.backend.Svd;
import dev.eckart.spi.backend.Transpose;
import dev.eckart.spi.compress.Decomposer;
import dev.eckart.spi.compress.Decomposition;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DecompositionChecksTest {
    /** Singular values 3, 2, 2, 1: the second and third vectors are anybody's choice. */
    private final Tensor weights = Matrices.diagonal(3, 2, 2, 1);

    private final Svd referee = new Referee().svd(weights);
    private final DecompositionChecks checks = new DecompositionChecks("dense-1", weights, referee, Precision.FLOAT64);

    @Test
    void repeatedValuesMayRotate() {
        Svd turned = turned(1, 2, 0.7);
        assertEquals(Verdict.HELD, checks.singularValues(turned).verdict());
        assertEquals(Verdict.HELD, checks.subspaces(turned, "x", 1).verdict());
        assertEquals(Verdict.UNDETERMINED, checks.subspaces(turned, "x", 2).verdict());
        assertEquals(Verdict.HELD, checks.subspaces(turned, "x", 3).verdict());
        assertEquals(
                Verdict.HELD,
                checks.product(factors(turned, 3), factors(referee, 3), "x").verdict());
        assertEquals(
                Verdict.UNDETERMINED,
                checks.product(factors(turned, 2), factors(referee, 2), "x").verdict());
        assertTrue(checks.subspaces(turned, "x", 2).reason().orElse("").contains("singular values 2 and 3"));
    }

    @Test
    void signsAreFree() {
        Svd flipped = new Svd(scaled(referee.u(), -1), referee.s(), scaled(referee.v(), -1));
        assertEquals(Verdict.HELD, checks.subspaces(flipped, "x", 1).verdict());
        assertEquals(
                Verdict.HELD,
                checks.product(factors(flipped, 1), factors(referee, 1), "x").verdict());
    }

    @Test
    void vectorsOfDifferentValuesMayNot() {
        Svd turned = turned(0, 1, 1e-9);
        Finding subspaces = checks.subspaces(turned, "x", 1);
        assertEquals(Verdict.MISSED, subspaces.verdict());
        assertEquals(1e-9 * Math.sqrt(2), subspaces.measured(), 1e-14);
        assertEquals(
                Verdict.MISSED,
                checks.product(factors(turned, 1), factors(referee, 1), "x").verdict());
    }

    @Test
    void aValueOffByOnePartInABillionIsMissed() {
        double[] values = referee.s().clone();
        values[0] *= 1 + 1e-9;
        Finding finding = checks.singularValues(new Svd(referee.u(), values, referee.v()));
        assertEquals(Verdict.MISSED, finding.verdict());
        assertEquals(1e-9, finding.measured(), 1e-14);
        values[0] = Double.NaN;
        assertEquals(
                Verdict.MISSED,
                checks.singularValues(new Svd(referee.u(), values, referee.v())).verdict());
        assertEquals(
                Verdict.MISSED,
                checks.singularValues(new Svd(referee.u(), new double[] {3, 2, 2}, referee.v()))
                        .verdict());
    }

    @Test
    void aGapThatRoundingClosesDeterminesNothing() {
        Tensor close = Matrices.diagonal(1, 0.5 + 1e-14, 0.5);
        Svd svd = new Referee().svd(close);
        DecompositionChecks narrow = new DecompositionChecks("dense-1", close, svd, Precision.FLOAT64);
        assertEquals(Verdict.UNDETERMINED, narrow.subspaces(svd, "x", 2).verdict());
        assertEquals(Verdict.HELD, narrow.subspaces(svd, "x", 1).verdict());
    }

    @Test
    void theBoundGrowsWithTheInverseOfTheGap() {
        Svd wide = new Referee().svd(Matrices.diagonal(2, 1));
        Svd near = new Referee().svd(Matrices.diagonal(2, 1.99));
        double one = new DecompositionChecks("a", Matrices.diagonal(2, 1), wide, Precision.FLOAT64)
                .subspaces(wide, "x", 1)
                .bound();
        double other = new DecompositionChecks("a", Matrices.diagonal(2, 1.99), near, Precision.FLOAT64)
                .subspaces(near, "x", 1)
                .bound();
        assertEquals(100, other / one / (Math.hypot(2, 1.99) / Math.hypot(2, 1)), 1e-6);
    }

    @Test
    void anotherRankIsNoAnswer() {
        assertEquals(
                Verdict.REFUSED,
                checks.product(factors(referee, 2), factors(referee, 3), "x").verdict());
    }

    /** The weights and the factors of a float32 network are rounded; no more than that is forgiven. */
    @Test
    void float32IsHeldToTheRoundingOfItsNumbers() {
        Tensor w = Matrices.random(60, 20, "weights");
        Tensor rounded = Tensors.copy(Tensors.copy(w, Precision.FLOAT32), Precision.FLOAT64);
        Svd right = new Referee().svd(w);
        DecompositionChecks narrow = new DecompositionChecks("dense-1", w, right, Precision.FLOAT32);
        Finding values = narrow.singularValues(new Referee().svd(rounded));
        assertEquals(Verdict.HELD, values.verdict());
        assertTrue(values.bound() < 4e-6, values::toString);
        assertEquals(
                Verdict.HELD,
                narrow.subspaces(new Referee().svd(rounded), "x", 5).verdict());
        LevelNetwork.Chosen own = factors(Tensors.copy(w, Precision.FLOAT32), new Referee().svd(rounded), 5);
        assertEquals(
                Verdict.HELD, narrow.product(own, factors(w, right, 5), "x").verdict());
    }

    private LevelNetwork.Chosen factors(Svd svd, int rank) {
        return factors(weights, svd, rank);
    }

    /** The built-in decomposer's candidate of a rank, made from a given decomposition. */
    private static LevelNetwork.Chosen factors(Tensor weights, Svd svd, int rank) {
        Decomposer.Request request =
                new Decomposer.Request(weights, Optional.empty(), new Given(svd), true, new Seed(1));
        Decomposition decomposition = new TruncatedSvd().decompose(request);
        return decomposition.candidates().stream()
                .filter(candidate -> candidate.rank().orElse(0) == rank)
                .map(candidate -> new LevelNetwork.Chosen(candidate, decomposition.factors(candidate)))
                .findFirst()
                .orElseThrow();
    }

    /** A backend with one answer. */
    private record Given(Svd svd) implements Backend {
        @Override
        public Precision precision() {
            return Precision.FLOAT64;
        }

        @Override
        public void gemm(Transpose ta, Tensor a, Transpose tb, Tensor b, double alpha, double beta, Tensor c) {
            throw new UnsupportedOperationException("not multiplied in these tests");
        }

        @Override
        public Svd svd(Tensor a) {
            return svd;
        }
    }

    /** The referee's decomposition with two pairs of singular vectors turned by an angle. */
    private Svd turned(int p, int q, double angle) {
        return new Svd(turned(referee.u(), p, q, angle), referee.s(), turned(referee.v(), p, q, angle));
    }

    private static Tensor turned(Tensor vectors, int p, int q, double angle) {
        Tensor turned = Tensors.copy(vectors, Precision.FLOAT64);
        for (int i = 0; i < vectors.rows(); i++) {
            double x = vectors.get(i, p);
            double y = vectors.get(i, q);
            turned.set(i, p, Math.cos(angle) * x - Math.sin(angle) * y);
            turned.set(i, q, Math.sin(angle) * x + Math.cos(angle) * y);
        }
        return turned;
    }

    private static Tensor scaled(Tensor tensor, double factor) {
        Tensor scaled = Tensors.copy(tensor, Precision.FLOAT64);
        Tensors.fill(scaled, i -> Tensors.element(tensor).applyAsDouble(i) * factor);
        return scaled;
    }
}
