package dev.eckart.app.onnx.loss;

import dev.eckart.app.onnx.expression.Expression;
import dev.eckart.app.onnx.tensor.OnnxException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A weighted sum of terms.
 *
 * @param terms at least one
 * @param strict whether each term must have something to compare; otherwise those that have nothing are left out
 */
public record Objective(List<Weighted> terms, boolean strict) {
    /**
     * What a model learns from the one that it was made of, as far as they have something in common: where there are scores
     * of classes, which of them are likely, and otherwise what is between the layers and comes out.
     */
    public static final Objective TAUGHT = new Objective(
            List.of(new Weighted(new LossTerm.Hidden(), 1), new Weighted(new LossTerm.Outputs(), 1)), false);

    private static final List<Weighted> CLASSES = List.of(new Weighted(new LossTerm.Divergence(Optional.empty()), 1));

    /**
     * A sum that was asked for.
     *
     * @param terms at least one, each of which must have something to compare
     */
    public Objective(List<Weighted> terms) {
        this(terms, true);
    }

    /**
     * A term.
     *
     * @param term the term
     * @param weight what it is multiplied by, above 0
     */
    public record Weighted(LossTerm term, double weight) {}

    /**
     * Whether a teacher is needed.
     *
     * @return true if a term compares with one
     */
    public boolean isTaught() {
        return terms.stream().anyMatch(each -> each.term().isTaught());
    }

    /**
     * Whether labels are needed.
     *
     * @return true if a term compares with them
     */
    public boolean isLabelled() {
        return terms.stream().anyMatch(each -> each.term() instanceof LossTerm.Labels);
    }

    /** Whether scores of classes are needed. */
    public boolean isScored() {
        return isLabelled() || terms.stream().anyMatch(each -> each.term() instanceof LossTerm.Divergence);
    }

    /**
     * The terms that a lesson has what they compare.
     *
     * @param lesson what there is to compare
     * @return an objective of these, with the temperature that was given or else one that fits the scores
     * @throws OnnxException if nothing can be learnt, or a term that was asked for cannot be
     */
    public Objective over(Lesson lesson) {
        if (!strict && obstacle(CLASSES.get(0).term(), lesson).isEmpty()) {
            return new Objective(settled(CLASSES, lesson));
        }
        List<Weighted> possible = terms.stream()
                .filter(each -> obstacle(each.term(), lesson).isEmpty())
                .toList();
        if (possible.isEmpty() || strict) {
            // Values between the layers come first and say least.
            terms.stream()
                    .map(Weighted::term)
                    .filter(term -> obstacle(term, lesson).isPresent())
                    .reduce((first, second) -> second)
                    .ifPresent(term -> {
                        throw new OnnxException("nothing can be learnt by '" + term.name() + "': "
                                + obstacle(term, lesson).orElseThrow());
                    });
        }
        return new Objective(settled(possible, lesson));
    }

    /** With a temperature where none was given. */
    private static List<Weighted> settled(List<Weighted> terms, Lesson lesson) {
        return terms.stream()
                .map(each -> each.term() instanceof LossTerm.Divergence divergence
                        ? new Weighted(
                                divergence.at(lesson.scores().orElseThrow().spread()), each.weight())
                        : each)
                .toList();
    }

    /**
     * The temperature at which classes are compared.
     *
     * @return it, if they are, and once it is settled
     */
    public Optional<Double> temperature() {
        return terms.stream()
                .map(Weighted::term)
                .flatMap(term -> term instanceof LossTerm.Divergence divergence
                        ? divergence.temperature().stream()
                        : Stream.empty())
                .findFirst();
    }

    private static Optional<String> obstacle(LossTerm term, Lesson lesson) {
        if (term instanceof LossTerm.Hidden) {
            return missing(lesson.hidden().isEmpty(), "value between their layers");
        } else if (term instanceof LossTerm.Divergence) {
            boolean common = lesson.scores()
                    .filter(scores -> lesson.outputs().contains(scores.output()))
                    .isPresent();
            return missing(!common, "output with scores of classes");
        }
        return missing(term.isTaught() && lesson.outputs().isEmpty(), "output");
    }

    private static Optional<String> missing(boolean missing, String what) {
        return missing
                ? Optional.of("model and teacher have no " + what + " of one name and the same sizes")
                : Optional.empty();
    }

    /** The sum for one batch. */
    public Expression of(Compared compared) {
        return terms.stream()
                .map(each -> each.term().of(compared).times(each.weight()))
                .reduce(Expression::plus)
                .orElseThrow();
    }
}
