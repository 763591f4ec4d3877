package dev.eckart.app.onnx.embedding;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * How well two models rank pairs that people have scored: Spearman's rank correlation (1904), equal numbers sharing the mean
 * of their ranks. What is all the same ranks nothing, and has a correlation of 0.
 *
 * <p>Standard errors are those of the bootstrap (Efron, 1979): pairs are drawn again with return, the same ones for both
 * models, so that what makes some pairs hard for both cancels out of the change.
 *
 * @param name what the pairs are, for a person
 * @param pairs how many
 * @param before of the first model
 * @param after of the second model
 * @param change the second less the first
 */
public record RankCorrelation(String name, int pairs, Estimate before, Estimate after, Estimate change) {
    private static final int DRAWS = 1000;

    /**
     * A figure of a sample.
     *
     * @param value the figure
     * @param standardError how far it typically is from that of all there could have been
     */
    public record Estimate(double value, double standardError) {}

    /**
     * Correlates.
     *
     * @param pairs what people say of them
     * @param before what the first model says of each
     * @param after what the second model says of each
     * @return the correlations
     */
    static RankCorrelation of(PairSamples pairs, double[] before, double[] after) {
        Ranking people = Ranking.of(pairs.scores());
        Ranking first = Ranking.of(before);
        Ranking second = Ranking.of(after);
        int n = before.length;
        double[] drawnBefore = new double[DRAWS];
        double[] drawnAfter = new double[DRAWS];
        double[] drawnChange = new double[DRAWS];
        SplittableRandom random = pairs.seed().random();
        for (int draw = 0; draw < DRAWS; draw++) {
            int[] drawn = random.ints(n, 0, n).toArray();
            double[] ranks = people.ranks(drawn);
            drawnBefore[draw] = pearson(ranks, first.ranks(drawn));
            drawnAfter[draw] = pearson(ranks, second.ranks(drawn));
            drawnChange[draw] = drawnAfter[draw] - drawnBefore[draw];
        }
        int[] all = IntStream.range(0, n).toArray();
        double was = pearson(people.ranks(all), first.ranks(all));
        double is = pearson(people.ranks(all), second.ranks(all));
        return new RankCorrelation(
                pairs.name(),
                n,
                new Estimate(was, deviation(drawnBefore)),
                new Estimate(is, deviation(drawnAfter)),
                new Estimate(is - was, deviation(drawnChange)));
    }

    /** Ranks have the mean (n + 1) / 2 whatever is tied. */
    private static double pearson(double[] one, double[] other) {
        double mean = (one.length + 1) / 2.0;
        double both = 0;
        double squares = 0;
        double otherSquares = 0;
        for (int i = 0; i < one.length; i++) {
            double a = one[i] - mean;
            double b = other[i] - mean;
            both += a * b;
            squares += a * a;
            otherSquares += b * b;
        }
        return squares == 0 || otherSquares == 0 ? 0 : both / Math.sqrt(squares * otherSquares);
    }

    private static double deviation(double[] numbers) {
        double mean = Arrays.stream(numbers).average().orElseThrow();
        return Math.sqrt(Arrays.stream(numbers)
                        .map(number -> (number - mean) * (number - mean))
                        .sum()
                / (numbers.length - 1));
    }

    /**
     * The order of numbers, from which that of any of them follows without sorting them again.
     *
     * @param levels for each number how many different ones are below it
     * @param count how many different ones there are
     */
    private record Ranking(int[] levels, int count) {
        static Ranking of(double[] numbers) {
            double[] sorted = Arrays.stream(numbers)
                    .map(number -> number + 0.0)
                    .sorted()
                    .distinct()
                    .toArray();
            return new Ranking(
                    Arrays.stream(numbers)
                            .mapToInt(number -> Arrays.binarySearch(sorted, number + 0.0))
                            .toArray(),
                    sorted.length);
        }

        /** The ranks of some of them among each other, from 1 on; any may be there several times. */
        double[] ranks(int[] some) {
            int[] counts = new int[count];
            for (int i : some) {
                counts[levels[i]]++;
            }
            double[] ranks = new double[count];
            int below = 0;
            for (int level = 0; level < count; level++) {
                ranks[level] = below + (counts[level] + 1) / 2.0;
                below += counts[level];
            }
            return Arrays.stream(some).mapToDouble(i -> ranks[levels[i]]).toArray();
        }
    }
}
