package dev.eckart.compress.math;

import java.util.Arrays;
import java.util.List;

/**
 * A linear model without intercept and without negative coefficients, fitted so that outliers count little: the sum of the
 * relative deviations is least, not that of their squares. By iteratively reweighted least squares (Holland and Welsch,
 * "Robust regression using iteratively reweighted least-squares", Communications in Statistics 1977), each problem solved by
 * coordinate descent (Franc, Hlavac and Navara, "Sequential coordinate-wise algorithm for the non-negative least squares
 * problem", CAIP 2005).
 *
 * @param takes the coefficients: what one unit of each term takes, such as nanoseconds; not negative
 */
public record RobustFit(double[] takes) {
    private static final int REWEIGHTINGS = 50;
    private static final int SWEEPS = 200;

    /** Relative deviations below this count as none. */
    private static final double EXACT = 1e-3;

    /**
     * Fits a model.
     *
     * @param terms for each observation, at least one, how much of each term it has
     * @param observed for each observation, what all its terms were observed to take together, above 0
     * @return the model
     */
    public static RobustFit of(List<double[]> terms, double[] observed) {
        int count = terms.get(0).length;
        double[] most = new double[count];
        terms.forEach(each -> Arrays.setAll(most, term -> Math.max(most[term], each[term])));
        // No term has more than 1, or terms of many would hide those of few.
        double[][] shares = new double[observed.length][count];
        for (int i = 0; i < observed.length; i++) {
            double[] each = terms.get(i);
            Arrays.setAll(shares[i], term -> most[term] > 0 ? each[term] / most[term] : 0);
        }
        double[] takes = new double[count];
        double[] left = Arrays.stream(observed).map(each -> -each).toArray();
        double[] weights = new double[observed.length];
        for (int i = 0; i < REWEIGHTINGS; i++) {
            Arrays.setAll(weights, each -> weight(observed[each], left[each]));
            for (int sweep = 0; sweep < SWEEPS; sweep++) {
                sweep(shares, weights, takes, left);
            }
        }
        Arrays.setAll(takes, term -> most[term] > 0 ? takes[term] / most[term] : 0);
        return new RobustFit(takes);
    }

    /** Deviations count as shares of what is greater, observed or fitted: too little counts no more than too much. */
    private static double weight(double observed, double left) {
        double greater = Math.max(observed, observed + left);
        return 1 / (greater * Math.max(Math.abs(left), EXACT * greater));
    }

    /** Makes one term after the other what it should be beside the rest. */
    private static void sweep(double[][] shares, double[] weights, double[] takes, double[] left) {
        for (int term = 0; term < takes.length; term++) {
            double slope = 0;
            double curvature = 0;
            for (int i = 0; i < left.length; i++) {
                slope += weights[i] * shares[i][term] * left[i];
                curvature += weights[i] * shares[i][term] * shares[i][term];
            }
            double better = curvature > 0 ? Math.max(0, takes[term] - slope / curvature) : 0;
            for (int i = 0; i < left.length; i++) {
                left[i] += shares[i][term] * (better - takes[term]);
            }
            takes[term] = better;
        }
    }

    /**
     * The model's prediction.
     *
     * @param terms how much there is of each term
     * @return what they take together
     */
    public double at(double[] terms) {
        double sum = 0;
        for (int i = 0; i < terms.length; i++) {
            sum += terms[i] * takes[i];
        }
        return sum;
    }
}
