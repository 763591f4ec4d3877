package dev.eckart.train;

import dev.eckart.conformance.OptimizerConformance;
import dev.eckart.spi.train.OptimizerProvider;

class ClippedConformanceTest extends OptimizerConformance {
    @Override
    protected OptimizerProvider optimizer() {
        return new Clipped(new Momentum(), 0.5);
    }
}
