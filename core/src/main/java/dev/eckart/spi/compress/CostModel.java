package dev.eckart.spi.compress;

/**
 * What a replacement of a layer costs, in whole numbers that are added over layers: parameters, bytes, multiplications,
 * nanoseconds, or a mixture of them. Who chooses ranks knows no more of costs than this.
 */
@FunctionalInterface
public interface CostModel {
    /** What counts nothing. */
    CostModel NOTHING = candidate -> 0;

    /**
     * Counts.
     *
     * @param candidate a way to replace a layer
     * @return what it costs, at least 0
     */
    long cost(Candidate candidate);
}
