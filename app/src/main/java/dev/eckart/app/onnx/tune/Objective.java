package dev.eckart.app.onnx.tune;

import dev.eckart.app.onnx.gradient.Expression;
import java.util.List;

/**
 * A weighted sum of terms.
 *
 * @param terms at least one
 */
public record Objective(List<Weighted> terms) {
    /**
     * A term.
     *
     * @param term the term
     * @param weight what it is multiplied by, above 0
     */
    public record Weighted(LossTerm term, double weight) {}

    /** Whether a teacher is needed. */
    boolean isTaught() {
        return terms.stream().anyMatch(each -> each.term().isTaught());
    }

    /** The sum for one batch. */
    Expression of(Compared compared) {
        return terms.stream()
                .map(each -> each.term().of(compared).times(each.weight()))
                .reduce(Expression::plus)
                .orElseThrow();
    }
}
