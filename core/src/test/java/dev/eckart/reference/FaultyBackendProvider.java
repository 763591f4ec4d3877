package dev.eckart.reference;

import dev.eckart.conformance.ReferenceBackendProvider;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.backend.BackendProvider;
import dev.eckart.spi.backend.Library;
import dev.eckart.tensor.Precision;
import java.util.Set;

/**
 * Provides the reference backend with one fault.
 *
 * @param fault the fault
 */
public record FaultyBackendProvider(Fault fault) implements BackendProvider {
    @Override
    public String name() {
        return "faulty";
    }

    @Override
    public Library library() {
        return new Library("reference with " + fault, "test");
    }

    @Override
    public Set<Precision> precisions() {
        return new ReferenceBackendProvider().precisions();
    }

    @Override
    public Backend create(Settings settings) {
        return fault.in(new ReferenceBackendProvider().create(settings));
    }
}
