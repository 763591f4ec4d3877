package dev.eckart.compress.decompose;

import dev.eckart.conformance.DecomposerConformance;
import dev.eckart.spi.compress.Decomposer;

class RandomizedSvdConformanceTest extends DecomposerConformance {
    @Override
    protected Decomposer decomposer() {
        return new RandomizedSvd();
    }

    /** With larger candidates asked for the sketch has the matrix's own rank, and the span is all of it. */
    @Override
    protected double optimality() {
        return 1;
    }
}
