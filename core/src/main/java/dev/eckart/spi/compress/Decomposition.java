package dev.eckart.spi.compress;

import dev.eckart.spi.layer.Layer;
import dev.eckart.tensor.Precision;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * What a linear layer can be replaced by.
 *
 * @param inputs width m of the layer's input
 * @param outputs width n of the layer's output
 * @param candidates the replacements in ascending order of parameters, each with a label of its own; the layer itself
 *     ({@link Candidate#dense}) is always among them
 * @param scale how the candidates' errors compare with those of other layers
 * @param source makes the factors of a candidate
 */
public record Decomposition(int inputs, int outputs, List<Candidate> candidates, Scale scale, Source source) {
    /** Errors are differences of rounded sums; those of float32, which are squared here, are as large. */
    private static final int SLACK = 32;

    /**
     * How the errors of a layer's candidates compare with those of other layers: {@link #damage} is
     * {@code weight * (error / norm)^2}.
     *
     * @param norm norm of W, weighted as the errors are; 1 if errors are relative already
     * @param weight damage of losing all of the layer: 1 where layers count alike
     * @param rounding share of the norm by which the weights were rounded when they were stored: errors up to it are no
     *     loss
     */
    public record Scale(double norm, double weight, double rounding) {
        /** Errors that are compared as they are, squared. */
        public static final Scale AS_IS = new Scale(1, 1);

        /**
         * Errors of weights that were not rounded.
         *
         * @param norm norm of W, weighted as the errors are
         * @param weight damage of losing all of the layer
         */
        public Scale(double norm, double weight) {
            this(norm, weight, 0);
        }

        /**
         * The same for weights that were stored in a type of few digits.
         *
         * @param share share of the norm by which they were rounded at most
         * @return a scale in which errors up to that are no loss
         */
        public Scale rounded(double share) {
            return new Scale(norm, weight, share);
        }

        /**
         * Errors that count relative to the layer's norm.
         *
         * @param norm norm of W, weighted as the errors are
         * @return a scale in which losing all of one layer counts as much as losing all of another
         */
        public static Scale relative(double norm) {
            return new Scale(norm, 1);
        }

        /**
         * Errors in a unit that all layers share, such as that of the loss.
         *
         * @param norm norm of W in that unit
         * @return a scale in which squared errors are compared as they are
         */
        public static Scale absolute(double norm) {
            return new Scale(norm, norm * norm);
        }
    }

    /** Makes the factors of candidates, known by their labels, from what is on the heap or in a {@link MatrixStore}. */
    @FunctionalInterface
    public interface Source {
        /**
         * Makes the factors of a candidate.
         *
         * @param candidate one of the decomposition's, but not the layer itself
         * @return new layers, which share nothing with those of another call
         */
        List<Layer> factors(Candidate candidate);
    }

    /**
     * A decomposition whose errors are compared as they are.
     *
     * @param inputs width of the layer's input
     * @param outputs width of the layer's output
     * @param candidates the replacements in any order, the layer itself among them
     * @param source makes the factors of a candidate
     * @return the decomposition, its candidates sorted
     */
    public static Decomposition of(int inputs, int outputs, Stream<Candidate> candidates, Source source) {
        return new Decomposition(inputs, outputs, sorted(candidates), Scale.AS_IS, source);
    }

    private static List<Candidate> sorted(Stream<Candidate> candidates) {
        return candidates
                .sorted(Comparator.comparingLong(Candidate::parameters))
                .toList();
    }

    /**
     * Makes what a layer is replaced by.
     *
     * @param candidate one of the candidates, but not the layer itself, which the caller has
     * @return the chain of layers, in the precision of the layer's weights; new ones at each call
     * @throws IllegalArgumentException if the candidate is the layer itself
     */
    public List<Layer> factors(Candidate candidate) {
        if (candidate.isLayer()) {
            throw new IllegalArgumentException("the layer itself has no factors; leave it as it is");
        }
        return source.factors(candidate);
    }

    /**
     * Other candidates of the same factors.
     *
     * @param others the replacements in any order, the layer itself among them
     * @return a decomposition, its candidates sorted
     */
    public Decomposition with(Stream<Candidate> others) {
        return new Decomposition(inputs, outputs, sorted(others), scale, source);
    }

    /**
     * The same candidates with factors from elsewhere.
     *
     * @param other makes the factors of a candidate
     * @return a decomposition
     */
    public Decomposition from(Source other) {
        return new Decomposition(inputs, outputs, candidates, scale, other);
    }

    /**
     * The layer itself, left dense.
     *
     * @return the candidate that changes nothing
     * @throws IllegalStateException if it is not among the candidates
     */
    public Candidate dense() {
        return candidates.stream()
                .filter(Candidate::isLayer)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a decomposition does not offer the layer itself"));
    }

    /**
     * The smallest the layer can get.
     *
     * @return the candidate of fewest parameters, the first of several
     * @throws IllegalStateException if there is no candidate
     */
    public Candidate smallest() {
        return smallest(Candidate::parameters);
    }

    /**
     * The least the layer can cost.
     *
     * @param cost what a candidate costs
     * @return the candidate that costs least, the first of several
     * @throws IllegalStateException if there is no candidate
     */
    public Candidate smallest(ToLongFunction<Candidate> cost) {
        return candidates.stream()
                .min(Comparator.comparingLong(cost))
                .orElseThrow(() -> new IllegalStateException("a decomposition offers nothing"));
    }

    /**
     * The same candidates under another scale.
     *
     * @param other how their errors compare with those of other layers
     * @return a decomposition
     */
    public Decomposition scaled(Scale other) {
        return new Decomposition(inputs, outputs, candidates, other, source);
    }

    /**
     * Share of the layer's energy that a candidate loses: its squared error over the squared norm. What rounding may
     * account for is no loss: beyond the numerical rank of a layer no candidate is better than another, and none but the
     * smallest is worth its parameters.
     *
     * @param candidate one of the candidates
     * @return the share; 0 for a layer of norm 0
     */
    public double lost(Candidate candidate) {
        double share = scale.norm() == 0 ? 0 : candidate.error() / scale.norm();
        double squared = share * share;
        return squared <= rounding() ? 0 : squared;
    }

    /** Of a sum of squares in float64, as many terms as the layer is wide; and of the weights themselves. */
    private double rounding() {
        double sums = SLACK * Math.max(inputs, outputs) * Precision.FLOAT64.unitRoundoff();
        return sums + scale.rounding() * scale.rounding();
    }

    /**
     * Predicted damage, to be added over layers.
     *
     * @param candidate one of the candidates
     * @return {@link #lost} times the layer's weight
     */
    public double damage(Candidate candidate) {
        return scale.weight() * lost(candidate);
    }
}
