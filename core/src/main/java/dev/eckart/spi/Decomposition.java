package dev.eckart.spi;

import java.util.List;

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
