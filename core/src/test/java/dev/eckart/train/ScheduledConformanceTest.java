package dev.eckart.train;

import dev.eckart.conformance.OptimizerConformance;
import dev.eckart.spi.train.OptimizerProvider;

class ScheduledConformanceTest extends OptimizerConformance {
    @Override
    protected OptimizerProvider optimizer() {
        return new Scheduled(new Nesterov(), new Cosine(), steps());
    }
}
