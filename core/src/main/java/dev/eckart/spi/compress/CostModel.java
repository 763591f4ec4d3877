package dev.eckart.spi.compress;

/**
 * What a replacement of a layer costs, in whole numbers that are added over layers: parameters, bytes, multiplications,
 * nanoseconds, or a mixture of them. An allocator knows no more of costs than this.
 */
@FunctionalInterface
public interface CostModel {
    /** Every candidate costs 0. */
    CostModel NOTHING = candidate -> 0;

    /**
     * The cost of a candidate.
     *
     * @param candidate a way to replace a layer
     * @return its cost, at least 0; the same for the same candidate
     */
    long cost(Candidate candidate);
}
