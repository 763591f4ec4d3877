package dev.eckart.app.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.eckart.app.verify.Finding.Verdict;
import dev.eckart.spi.train.Evaluation;
import java.util.List;
import org.junit.jupiter.api.Test;

class InferenceChecksTest {
    private static final Bound ONE_THOUSANDTH = Bound.exact(1e-3);

    @Test
    void aTieMayGoEitherWay() {
        Finding labels = checks(1.0005, 1.0012).labels();
        assertEquals(Verdict.HELD, labels.verdict());
        assertEquals(1, labels.differing().size());
        Finding.DifferingLabel differing = labels.differing().get(0);
        assertEquals(1, differing.label());
        assertEquals(0, differing.referee());
        assertEquals(2e-3, differing.bound());
        assertEquals(Verdict.HELD, checks(1.0005, 1.0012).confusion().verdict());
    }

    @Test
    void aClearLabelMayNot() {
        Finding labels = checks(0.9, 1.1).labels();
        assertEquals(Verdict.MISSED, labels.verdict());
        assertEquals(1, labels.measured());
        assertEquals(Verdict.MISSED, checks(0.9, 1.1).confusion().verdict());
    }

    @Test
    void theLogitThatIsFurthestOffCounts() {
        assertEquals(Verdict.HELD, checks(1.0005, 1.0).logits().verdict());
        assertEquals(Verdict.MISSED, checks(1.0005, 1.002).logits().verdict());
        assertEquals(Verdict.MISSED, checks(Double.NaN, 1.0).logits().verdict());
    }

    /** The referee gives 1.001 and 1.0 to the second of two pictures; the backend gives it these. */
    private static InferenceChecks checks(double first, double second) {
        Answers referee = new Answers(List.of(new double[] {5, 1}, new double[] {1.001, 1.0}), confusion(new int[][] {
            {2, 0}, {0, 0}
        }));
        int[][] counted = second > first ? new int[][] {{1, 1}, {0, 0}} : new int[][] {{2, 0}, {0, 0}};
        boolean tie = Math.abs(first - second) < 0.1;
        Answers right = tie
                ? referee
                : new Answers(List.of(new double[] {5, 1}, new double[] {1.5, 1.0}), referee.evaluation());
        Answers own = new Answers(List.of(new double[] {5, 1}, new double[] {first, second}), confusion(counted));
        return new InferenceChecks("base", own, right, List.of(ONE_THOUSANDTH, ONE_THOUSANDTH));
    }

    private static Evaluation confusion(int[][] counts) {
        return new Evaluation(0, 0, counts);
    }
}
