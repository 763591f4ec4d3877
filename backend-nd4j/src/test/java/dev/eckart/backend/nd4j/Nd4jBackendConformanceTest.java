package dev.eckart.backend.nd4j;

import dev.eckart.conformance.BackendConformance;
import dev.eckart.spi.backend.BackendProvider;

class Nd4jBackendConformanceTest extends BackendConformance {
    @Override
    protected BackendProvider provider() {
        return new Nd4jBackendProvider();
    }
}
