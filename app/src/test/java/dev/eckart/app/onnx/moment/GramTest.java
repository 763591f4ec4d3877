package dev.eckart.app.onnx.moment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.onnx.LayerCase;
import dev.eckart.app.onnx.layer.Rows;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.backend.Svd;
import dev.eckart.spi.backend.Transpose;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Sums of products of rows that stream past. */
class GramTest {
    private static final double ROUNDOFF = Precision.FLOAT64.unitRoundoff();

    /**
     * Rows of numbers about a mean.
     *
     * @param numbers the rows, one after another
     * @param width numbers of each
     */
    private record Listed(double[] numbers, int width) implements Rows {
        static Listed drawn(int count, int width, long seed) {
            return new Listed(
                    new SplittableRandom(seed).doubles((long) count * width).toArray(), width);
        }

        @Override
        public int count() {
            return numbers.length / width;
        }

        @Override
        public void read(int row, double[] into, int at) {
            System.arraycopy(numbers, row * width, into, at, width);
        }

        double mean(int i) {
            double sum = 0;
            for (int row = 0; row < count(); row++) {
                sum += numbers[row * width + i];
            }
            return sum / count();
        }
    }

    /** Products of some entries by their definition: a sum of N products is off by N times the roundoff of their sum. */
    private static void check(Tensor covariance, Listed left, Listed right) {
        int count = left.count();
        for (int i = 0; i < left.width(); i += 37) {
            for (int j = 0; j < right.width(); j += 41) {
                double sum = 0;
                for (int row = 0; row < count; row++) {
                    sum += (left.numbers()[row * left.width() + i] - left.mean(i))
                            * (right.numbers()[row * right.width() + j] - right.mean(j));
                }
                assertEquals(sum / count, covariance.get(i, j), 4 * count * ROUNDOFF, i + ", " + j);
            }
        }
    }

    @Test
    void rowsOfSeveralPanelsAndTilesHaveTheirCovarianceAtAnyTime() {
        Gram gram = new Gram(LayerCase.backend(), 600);
        Listed some = Listed.drawn(70, 600, 1);
        gram.add(some);
        check(gram.covariance(), some, some);

        Listed more = Listed.drawn(1100, 600, 2);
        gram.add(more);
        double[] both = new double[some.numbers().length + more.numbers().length];
        System.arraycopy(some.numbers(), 0, both, 0, some.numbers().length);
        System.arraycopy(more.numbers(), 0, both, some.numbers().length, more.numbers().length);
        Listed all = new Listed(both, 600);
        Tensor covariance = gram.covariance();
        check(covariance, all, all);
        for (int i = 0; i < 600; i++) {
            for (int j = 0; j < i; j++) {
                assertEquals(covariance.get(j, i), covariance.get(i, j), "symmetric to the last bit");
            }
        }
    }

    @Test
    void rowsOfTwoKindsHaveTheirCrossCovariance() {
        Listed left = Listed.drawn(700, 300, 3);
        Listed right = Listed.drawn(700, 520, 4);
        Gram gram = new Gram(LayerCase.backend(), 300, 520);
        gram.add(left, right);
        check(gram.covariance(), left, right);
    }

    @Test
    void rowsWithThemselvesTakeLittleMoreThanHalfTheMultiplications() {
        AtomicLong multiplications = new AtomicLong();
        int width = 1536;
        int count = 1024;
        Gram gram = new Gram(new Counting(LayerCase.backend(), multiplications), width);
        gram.add(Listed.drawn(count, width, 5));
        gram.covariance();
        long all = (long) width * width * count;
        assertTrue(multiplications.get() <= 0.6 * all, multiplications + " of " + all);
    }

    /** Counts what it multiplies. */
    private record Counting(Backend backend, AtomicLong multiplications) implements Backend {
        @Override
        public Precision precision() {
            return backend.precision();
        }

        @Override
        public void gemm(
                Transpose transposeA, Tensor a, Transpose transposeB, Tensor b, double alpha, double beta, Tensor c) {
            multiplications.addAndGet((long) c.size() * transposeA.columns(a));
            backend.gemm(transposeA, a, transposeB, b, alpha, beta, c);
        }

        @Override
        public Svd svd(Tensor a) {
            return backend.svd(a);
        }
    }
}
