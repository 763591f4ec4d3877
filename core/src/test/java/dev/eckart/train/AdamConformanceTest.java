package dev.eckart.train;

import dev.eckart.conformance.OptimizerConformance;
import dev.eckart.spi.OptimizerProvider;

class AdamConformanceTest extends OptimizerConformance {
    @Override
    protected OptimizerProvider optimizer() {
        return new Adam();
    }
}
