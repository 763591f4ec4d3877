package dev.eckart.compress;

import dev.eckart.conformance.DecomposerConformance;
import dev.eckart.spi.Decomposer;

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
