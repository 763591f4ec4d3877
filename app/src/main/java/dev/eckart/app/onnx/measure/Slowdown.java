package dev.eckart.app.onnx.measure;

import java.util.Arrays;

/**
 * How long the last of some models takes as a share of the first, told from rounds in each of which both were run.
 *
 * @param median median over the rounds
 * @param low lower end of the interval that holds the true median in all but 3 of 1000 cases
 * @param high its upper end
 */
public record Slowdown(double median, double low, double high) {
    /** A difference that nobody would notice. */
    private static final double UNNOTICED = 0.03;

    /** Standard deviations of a fair coin that a share of rounds must be off to be more than chance. */
    private static final double SIGNIFICANT = 3;

    /** How the last model compares with the first. */
    public enum Verdict {
        /** It takes less time, by more than chance. */
        FASTER,
        /** No difference that anybody would notice. */
        AS_FAST,
        /** It takes more time, by more than chance. */
        SLOWER,
        /** The rounds are too few, or too unlike each other, for any of these. */
        UNDECIDED
    }

    /**
     * Compares times. The interval is that of the sign test: whatever the times' distribution, half of all rounds lie
     * below the true median.
     *
     * @param first times of the first model, round by round, at least one
     * @param last times of the last model in the same rounds
     * @return how they compare
     */
    static Slowdown of(double[] first, double[] last) {
        double[] ratios = new double[first.length];
        for (int round = 0; round < ratios.length; round++) {
            ratios[round] = last[round] / first[round];
        }
        Arrays.sort(ratios);
        int rounds = ratios.length;
        int cut = (int) Math.max(0, Math.floor(rounds / 2.0 - SIGNIFICANT * Math.sqrt(rounds) / 2));
        return new Slowdown(ratios[rounds / 2], ratios[cut], ratios[rounds - 1 - cut]);
    }

    /**
     * What follows.
     *
     * @return a difference only if it is neither chance nor unnoticeable, and none only if that is sure
     */
    public Verdict verdict() {
        if (low > 1 && median > 1 + UNNOTICED) {
            return Verdict.SLOWER;
        } else if (high < 1 && median < 1 - UNNOTICED) {
            return Verdict.FASTER;
        }
        return low > 1 - UNNOTICED && high < 1 + UNNOTICED ? Verdict.AS_FAST : Verdict.UNDECIDED;
    }
}
