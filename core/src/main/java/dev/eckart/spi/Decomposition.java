package dev.eckart.spi;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a linear layer can be replaced by.
 *
 * @param inputs width m of the layer's input
 * @param outputs width n of the layer's output
 * @param candidates the replacements in ascending order of parameters; the layer itself ({@link Candidate#dense}) is
 *     always among them
 */
public record Decomposition(int inputs, int outputs, List<Candidate> candidates) {
    /**
     * A decomposition that offers these candidates.
     *
     * @param inputs width of the layer's input
     * @param outputs width of the layer's output
     * @param candidates the replacements in any order, the layer itself among them
     * @return the decomposition, its candidates sorted
     */
    public static Decomposition of(int inputs, int outputs, Stream<Candidate> candidates) {
        return new Decomposition(
                inputs,
                outputs,
                candidates
                        .sorted(Comparator.comparingLong(Candidate::parameters))
                        .toList());
    }

    /**
     * The layer itself, left dense.
     *
     * @return the candidate without a rank
     */
    public Candidate dense() {
        return candidates.stream()
                .filter(candidate -> candidate.rank().isEmpty())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a decomposition does not offer the layer itself"));
    }
}
