package dev.acme;

import dev.eckart.conformance.BackendConformance;
import dev.eckart.spi.backend.BackendProvider;

class PlainBackendTest extends BackendConformance {
    @Override
    protected BackendProvider provider() {
        return new PlainBackendProvider();
    }
}
