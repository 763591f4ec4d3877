package dev.eckart.compress;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.spi.Candidate;
import dev.eckart.spi.Decomposer;
import dev.eckart.spi.PictureShape;
import dev.eckart.spi.Statistics;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
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
                        Optional.of(new PictureShape(6, 5))))
                .candidates();
        Candidate small = candidates.stream()
                .filter(candidate -> candidate.label().equals("bilinear 2 x 2"))
                .findFirst()
                .orElseThrow();
        double bound = 32 * 30 * unit(Precision.FLOAT64) * Tensors.norm(weights);
        assertTrue(small.error() <= bound, small.error() + " exceeds " + bound);
        assertTrue(small.parameters() == 6 * 2 + 5 * 2 + 4 * 12, small.parameters() + " parameters");
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
