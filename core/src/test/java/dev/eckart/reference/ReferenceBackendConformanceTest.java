package dev.eckart.reference;

import dev.eckart.conformance.BackendConformance;
import dev.eckart.conformance.ReferenceBackendProvider;
import dev.eckart.spi.backend.BackendProvider;

class ReferenceBackendConformanceTest extends BackendConformance {
    @Override
    protected BackendProvider provider() {
        return new ReferenceBackendProvider();
    }
}
