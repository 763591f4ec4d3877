package dev.eckart.compress.decompose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.compress.Networks;
import dev.eckart.compress.math.Float64;
import dev.eckart.spi.compress.Budget;
import dev.eckart.spi.compress.Candidate;
import dev.eckart.spi.compress.Decomposer;
import dev.eckart.spi.compress.Decomposition;
import dev.eckart.spi.compress.MatrixStore;
import dev.eckart.spi.compress.PictureShape;
import dev.eckart.spi.compress.Statistics;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BilinearSvdConformanceTest extends DataAwareConformance {
    @Override
    protected Decomposer decomposer() {
        return new BilinearSvd();
    }

    @Override
    protected Optional<PictureShape> picture(int inputs) {
        int height = (int) Math.sqrt(inputs);
        while (inputs % height != 0) {
            height--;
        }
        return Optional.of(new PictureShape(height, inputs / height));
    }

    @Override
    double metric(Statistics seen, int i, int j) {
        return TwoSidedSvdConformanceTest.damped(seen, i, j);
    }

    /** Weights that are bilinear themselves are found again, and exactly, where all inputs count alike. */
    @Test
    void weightsOfFewModesLoseNothingBehindThoseModes() {
        Tensor weights = kronecker(random(6, 2), random(5, 2), random(4, 12));
        Statistics alike = new Statistics(
                1,
                Tensors.zeros(Precision.FLOAT64, 1, 30),
                Optional.of(Float64.identity(30)),
                Optional.empty(),
                statistics(30, 12).gradients());
        List<Candidate> candidates = new BilinearSvd()
                .decompose(new Decomposer.Request(
                        weights,
                        Optional.empty(),
                        backend(Precision.FLOAT64),
                        false,
                        Networks.SEED,
                        Optional.of(alike),
                        Optional.of(new PictureShape(6, 5)),
                        MatrixStore.MEMORY))
                .candidates();
        Candidate small = candidates.stream()
                .filter(candidate -> candidate.label().equals("bilinear 2 x 2"))
                .findFirst()
                .orElseThrow();
        double bound = 32 * 30 * unit(Precision.FLOAT64) * Tensors.norm(weights);
        assertTrue(small.error() <= bound, small.error() + " exceeds " + bound);
        assertTrue(small.parameters() == 6 * 2 + 5 * 2 + 4 * 12, small.parameters() + " parameters");
    }

    /** What is left out is worse than something that is offered, in parameters as in multiplications. */
    @Test
    void noBudgetIsKeptBetterByACandidateThatIsNotOffered() {
        PictureShape shape = new PictureShape(4, 9);
        Decomposer.Request request = new Decomposer.Request(
                random(36, 14),
                Optional.empty(),
                backend(Precision.FLOAT64),
                false,
                Networks.SEED,
                Optional.of(statistics(36, 14)),
                Optional.of(shape),
                MatrixStore.MEMORY);
        InputMoment seen = InputMoment.of(request, "bilinear-svd");
        OutputMetric metric =
                OutputMetric.ofGradients(request.backend(), RequiredStatistics.gradients(request, "bilinear-svd"));
        OutputFactors factors = OutputFactors.of(
                request.backend(), Float64.sandwich(request.backend(), request.weights(), seen.moment()), metric);
        Decomposition pairs =
                factors.split(request.backend(), request.weights()).decomposition(request, seen.mean());
        BilinearOffers offers = BilinearOffers.of(request, shape, seen, factors, metric);
        List<Candidate> all = offers.smaller(pairs);
        List<Candidate> offered = new ArrayList<>(offers.with(pairs).candidates());
        offered.remove(pairs.dense());
        assertTrue(offered.size() < all.size() / 2, offered.size() + " of " + all.size());
        for (Budget.Unit unit : List.of(Budget.Unit.PARAMETERS, Budget.Unit.MACS)) {
            for (Candidate limit : all) {
                Budget budget = new Budget(unit, new Budget(unit, 1).cost(limit));
                assertEquals(least(all, budget), least(offered, budget), unit + ", " + limit.label());
            }
        }
    }

    private static double least(List<Candidate> candidates, Budget budget) {
        return candidates.stream()
                .filter(candidate -> budget.cost(candidate) <= budget.amount())
                .mapToDouble(Candidate::error)
                .min()
                .orElse(Double.POSITIVE_INFINITY);
    }

    private static Tensor random(int rows, int columns) {
        SplittableRandom random = Networks.SEED.split(rows).split(columns).random();
        Tensor tensor = Tensors.zeros(Precision.FLOAT64, rows, columns);
        Tensors.fill(tensor, i -> random.nextGaussian());
        return tensor;
    }

    /** Weights of {@code vec(P' X Q) V} on pictures X that lie row by row. */
    private static Tensor kronecker(Tensor p, Tensor q, Tensor v) {
        Tensor sides = Tensors.zeros(Precision.FLOAT64, p.rows() * q.rows(), p.columns() * q.columns());
        Tensors.fill(sides, at -> {
            int pixel = at / sides.columns();
            int feature = at % sides.columns();
            return p.get(pixel / q.rows(), feature % p.columns()) * q.get(pixel % q.rows(), feature / p.columns());
        });
        return Float64.product(sides, v);
    }
}
