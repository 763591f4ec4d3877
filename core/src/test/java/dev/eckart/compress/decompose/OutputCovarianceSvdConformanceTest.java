package dev.eckart.compress.decompose;

import dev.eckart.spi.compress.Decomposer;
import dev.eckart.spi.compress.Statistics;

class OutputCovarianceSvdConformanceTest extends DataAwareConformance {
    @Override
    protected Decomposer decomposer() {
        return new OutputCovarianceSvd();
    }

    @Override
    double metric(Statistics seen, int i, int j) {
        return i == j ? 1 : 0;
    }
}
