package dev.eckart.compress.decompose;

import dev.eckart.conformance.DecomposerConformance;
import dev.eckart.spi.compress.Decomposer;

class TruncatedSvdConformanceTest extends DecomposerConformance {
    @Override
    protected Decomposer decomposer() {
        return new TruncatedSvd();
    }

    @Override
    protected double optimality() {
        return 1;
    }
}
