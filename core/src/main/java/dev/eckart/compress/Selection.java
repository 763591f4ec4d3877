package dev.eckart.compress;

import dev.eckart.spi.compress.Candidate;
import java.util.List;

/**
 * Which layers are factorised, and to which ranks.
 *
 * @param include names of the layers to factorise; empty for all
 * @param exclude names of layers that stay dense, those among the included ones too
 * @param rankMultiple what every rank is a multiple of, at least 1
 */
public record Selection(List<String> include, List<String> exclude, int rankMultiple) {
    /** All layers, all ranks. */
    public static final Selection ALL = new Selection(List.of(), List.of(), 1);

    /**
     * Checks the multiple.
     *
     * @throws IllegalArgumentException if the multiple is below 1
     */
    public Selection {
        if (rankMultiple < 1) {
            throw new IllegalArgumentException("ranks cannot be multiples of " + rankMultiple);
        }
    }

    /** Whether a layer of this name is factorised at all. */
    boolean factorises(String layer) {
        return (include.isEmpty() || include.contains(layer)) && !exclude.contains(layer);
    }

    /** Whether a candidate may be offered. */
    boolean offers(Candidate candidate) {
        return candidate.rank().orElse(0) % rankMultiple == 0;
    }
}
