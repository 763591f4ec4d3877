package dev.eckart.app.onnx.measure;

import java.util.Arrays;

/**
 * Adds up the cross-entropy of scores, read as probabilities and as logits, until it is known which of the two fits all
 * positions.
 */
final class CrossEntropy {
    private static final int SLACK = 2;
    /** Of each score: the maximum's subtraction, the exponential, the sum, the quotient. */
    private static final int ROUNDINGS_BESIDES = 4;

    private final double unitRoundoff;
    private double asShares;
    private double asLogits;
    private long positions;
    private boolean probable = true;

    /** Of nothing yet; scores have a relative error, 0 of whole numbers. */
    CrossEntropy(double unitRoundoff) {
        this.unitRoundoff = unitRoundoff;
    }

    /** Adds the scores of a position, of which one is right. */
    void add(Sheet sheet, int position, int label) {
        double[] shares = sheet.probabilities(position);
        double[] logits = sheet.logits(position);
        probable &= sheet.width() == 1 ? sheet.isShare(position) : areShares(shares);
        asShares -= Math.log(shares[label]);
        asLogits += logSumExp(logits) - logits[label];
        positions++;
    }

    /** Of whole numbers, the sum is 1 exactly. */
    private boolean areShares(double[] scores) {
        double slack = SLACK * (scores.length + ROUNDINGS_BESIDES) * unitRoundoff;
        return Arrays.stream(scores).allMatch(score -> score >= 0)
                && Math.abs(Arrays.stream(scores).sum() - 1) <= slack;
    }

    private static double logSumExp(double[] scores) {
        double largest = Arrays.stream(scores).max().orElseThrow();
        return largest
                + Math.log(Arrays.stream(scores)
                        .map(score -> Math.exp(score - largest))
                        .sum());
    }

    /** Whether all scores so far can be probabilities. */
    boolean isProbable() {
        return probable;
    }

    /** The mean in nats under a reading; NaN of no position, or of scores that are not numbers. */
    double mean(boolean probabilities) {
        return (probabilities ? asShares : asLogits) / positions;
    }
}
