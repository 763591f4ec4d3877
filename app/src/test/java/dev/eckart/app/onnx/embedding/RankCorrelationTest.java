package dev.eckart.app.onnx.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.app.onnx.data.RandomSamples;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.spi.Seed;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Spearman's rank correlation with scores, and how far it may be from that of all pairs there could have been. */
class RankCorrelationTest {
    private static final double ROUNDINGS = 16 * 0x1p-53;

    private static RankCorrelation ranked(double[] scores, double[] before, double[] after, long seed) {
        Samples none = new RandomSamples(2 * scores.length, Map.of(), new Seed(1)).samples(List.of());
        return RankCorrelation.of(new PairSamples("pairs", none, scores, new Seed(seed)), before, after);
    }

    private static double correlation(double[] scores, double[] found) {
        return ranked(scores, found, found, 1).before().value();
    }

    /** Without ties it is one less six squared differences of ranks over n (n^2 - 1). */
    @Test
    void ranksAreCorrelated() {
        double[] scores = {1, 2, 3, 4, 5};
        assertEquals(1 - 6.0 * 4 / (5 * 24), correlation(scores, new double[] {2, 1, 4, 3, 50}), ROUNDINGS);
        assertEquals(1, correlation(scores, new double[] {-7, 0, 1e-9, 2, 1e300}), ROUNDINGS);
        assertEquals(-1, correlation(scores, new double[] {5, 4, 3, 2, 1}), ROUNDINGS);
    }

    /** Ranks are 1, 2.5, 2.5, 4 and 2.5, 1, 4, 2.5; then 1, 2, 3 and 1, 2.5, 2.5. */
    @Test
    void equalNumbersShareTheirRanks() {
        assertEquals(0, correlation(new double[] {0, 1, 1, 2}, new double[] {3, 1, 4, 3}), ROUNDINGS);
        assertEquals(Math.sqrt(0.75), correlation(new double[] {1, 2, 3}, new double[] {1, 2, 2}), ROUNDINGS);
        assertEquals(1, correlation(new double[] {0.0, -0.0, 1}, new double[] {1, 1, 2}), ROUNDINGS);
    }

    @Test
    void whatIsAllTheSameRanksNothing() {
        RankCorrelation found = ranked(new double[] {1, 2, 3}, new double[] {1, 2, 4}, new double[] {1, 1, 1}, 1);
        assertEquals(0, found.after().value());
        assertEquals(-1, found.change().value(), ROUNDINGS);
    }

    @Test
    void whatStaysTheSameHasNotChangedAtAll() {
        double[] found = new SplittableRandom(3).doubles(50).toArray();
        double[] scores =
                new SplittableRandom(4).ints(50, 0, 6).asDoubleStream().toArray();
        RankCorrelation same = ranked(scores, found, found.clone(), 1);
        assertEquals(new RankCorrelation.Estimate(0, 0), same.change());
        assertEquals(same.before(), same.after());
    }

    /**
     * What is independent has a correlation of variance 1 / (n - 1) (Kendall and Stuart). A thousand draws tell a standard
     * error to 2 %, and a sample of 400 to about 5 %; both are given five times that.
     */
    @Test
    void theStandardErrorIsThatOfOtherSamples() {
        int n = 400;
        double expected = 1 / Math.sqrt(n - 1);
        for (long seed : List.of(1L, 2L, 3L)) {
            SplittableRandom random = new SplittableRandom(seed);
            double[] scores = random.doubles(n).toArray();
            double[] one = random.doubles(n).toArray();
            double[] near = one.clone();
            for (int i = 0; i < n; i++) {
                near[i] += 0.1 * random.nextDouble();
            }
            RankCorrelation found = ranked(scores, one, near, seed);
            assertEquals(expected, found.before().standardError(), 0.27 * expected);
            assertEquals(expected, found.after().standardError(), 0.27 * expected);
            assertTrue(
                    found.change().standardError() < expected / 4,
                    "the same pairs are drawn for both, so that what they share cancels");
            assertEquals(found, ranked(scores, one, near, seed));
        }
    }
}
