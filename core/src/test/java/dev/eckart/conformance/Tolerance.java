package dev.eckart.conformance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.tensor.Precision;
import java.util.Locale;

/**
 * How far arithmetic alone may take a result: {@code slack x size x unit x norm}.
 *
 * <p>Sums of {@code size} products are off by at most {@code size x u} of the sum of magnitudes (Higham, Accuracy and
 * Stability of Numerical Algorithms, 3.1), and backward stable decompositions by a modest multiple of that. The slack
 * of 32 is that multiple, ten times and more what the libraries at hand need.
 *
 * @param size length of the sums, or the larger side of the matrix
 * @param unit relative error of one step: the unit roundoff, or what a difference quotient makes of it
 * @param norm norm of what was computed with
 */
record Tolerance(int size, double unit, double norm) {
    private static final double SLACK = 32;

    /** For a result of plain arithmetic. */
    Tolerance(int size, Precision precision, double norm) {
        this(size, precision.unitRoundoff(), norm);
    }

    double bound() {
        return SLACK * size * unit * norm;
    }

    /** Fails with the rule, the error and the bound; NaN fails too. */
    void check(String rule, String what, double error) {
        assertTrue(error <= bound(), () -> message(rule, what, error));
    }

    private String message(String rule, String what, double error) {
        return String.format(
                Locale.ROOT,
                "%s: %s: error %.3g exceeds %.3g = %.0f x size %d x %.3g x norm %.3g, %.1f times too large; "
                        + "repeat with -Deckart.seed=%d",
                rule,
                what,
                error,
                bound(),
                SLACK,
                size,
                unit,
                norm,
                error / bound(),
                Draw.seed().value());
    }
}
