package dev.eckart.backend.ejml;

import dev.eckart.conformance.BackendConformance;
import dev.eckart.spi.backend.BackendProvider;

class EjmlBackendConformanceTest extends BackendConformance {
    @Override
    protected BackendProvider provider() {
        return new EjmlBackendProvider();
    }
}
