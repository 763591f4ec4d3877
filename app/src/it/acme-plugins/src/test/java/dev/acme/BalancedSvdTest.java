package dev.acme;

import dev.eckart.conformance.DecomposerConformance;
import dev.eckart.spi.compress.Decomposer;

class BalancedSvdTest extends DecomposerConformance {
    @Override
    protected Decomposer decomposer() {
        return new BalancedSvd();
    }

    @Override
    protected double optimality() {
        return 1;
    }
}
