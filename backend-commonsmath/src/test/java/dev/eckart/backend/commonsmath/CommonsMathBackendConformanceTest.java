package dev.eckart.backend.commonsmath;

import dev.eckart.conformance.BackendConformance;
import dev.eckart.spi.backend.BackendProvider;

class CommonsMathBackendConformanceTest extends BackendConformance {
    @Override
    protected BackendProvider provider() {
        return new CommonsMathBackendProvider();
    }
}
