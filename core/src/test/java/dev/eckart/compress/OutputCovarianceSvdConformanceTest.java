package dev.eckart.compress;

import dev.eckart.spi.Decomposer;
import dev.eckart.spi.Statistics;

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
