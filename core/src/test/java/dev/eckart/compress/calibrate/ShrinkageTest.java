package dev.eckart.compress.calibrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.spi.Seed;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Covariances of few samples. */
class ShrinkageTest {
    private static final int WIDTH = 30;

    /** Deviations that fall from 1 to 1/30, as those of what real layers take do. */
    private static double deviation(int i) {
        return 1.0 / (i + 1);
    }

    private static Tensor observed(int samples, long seed) {
        SplittableRandom random = new Seed(seed).random();
        Tensor rows = Tensors.wrap(samples, WIDTH, new double[samples * WIDTH]);
        for (int row = 0; row < samples; row++) {
            for (int i = 0; i < WIDTH; i++) {
                rows.set(row, i, deviation(i) * random.nextGaussian());
            }
        }
        RunningMoments moments = new RunningMoments(WIDTH);
        moments.add(rows, 1);
        return moments.covariance();
    }

    private static double squaredDistance(Tensor covariance) {
        double sum = 0;
        for (int i = 0; i < WIDTH; i++) {
            for (int j = 0; j < WIDTH; j++) {
                double d = covariance.get(i, j) - (i == j ? deviation(i) * deviation(i) : 0);
                sum += d * d;
            }
        }
        return sum;
    }

    @Test
    void fewSamplesComeNearerToTheTruth() {
        for (int samples : new int[] {3, 8}) {
            double plain = 0;
            double shrunk = 0;
            for (int seed = 0; seed < 50; seed++) {
                Tensor covariance = observed(samples, seed);
                plain += squaredDistance(covariance);
                shrunk += squaredDistance(Shrinkage.shrunk(covariance, samples));
            }
            assertTrue(shrunk < 0.9 * plain, samples + ": " + shrunk + " and " + plain);
        }
    }

    /** The sum of squares of two samples at 1 and -1 is 1, their trace 1: (1/3 + 1) / ((2 + 1/3) (1 - 1/3)) of 2/3. */
    @Test
    void theShareIsThatOfTheFormula() {
        Tensor covariance = Tensors.wrap(3, 3, new double[] {1, 0, 0, 0, 0, 0, 0, 0, 0});
        double share = (1 / 3.0 + 1) / ((2 + 1 / 3.0) * (2 / 3.0)) * 2 / 3;
        Tensor shrunk = Shrinkage.shrunk(covariance, 2);
        assertEquals(1 - share + share / 3, shrunk.get(0, 0), 4 * Math.ulp(1.0));
        assertEquals(share / 3, shrunk.get(1, 1), 4 * Math.ulp(1.0));
        assertEquals(0, shrunk.get(0, 1));
    }

    @Test
    void enoughSamplesAndSamplesThatDoNotDifferStayAsTheyAre() {
        Tensor enough = observed(WIDTH, 1);
        assertSame(enough, Shrinkage.shrunk(enough, WIDTH));
        Tensor none = Tensors.wrap(2, 2, new double[4]);
        assertSame(none, Shrinkage.shrunk(none, 1));
    }
}
