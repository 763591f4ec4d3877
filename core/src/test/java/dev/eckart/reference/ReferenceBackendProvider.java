package dev.eckart.reference;

import dev.eckart.spi.Backend;
import dev.eckart.spi.BackendProvider;
import dev.eckart.spi.Library;
import dev.eckart.tensor.Precision;
import java.util.EnumSet;
import java.util.Set;

/** Provides {@code reference}, the backend that core's own tests run on. */
public final class ReferenceBackendProvider implements BackendProvider {
    @Override
    public String name() {
        return "reference";
    }

    @Override
    public Library library() {
        return new Library("naive loops and one-sided Jacobi", "test");
    }

    @Override
    public Set<Precision> precisions() {
        return EnumSet.allOf(Precision.class);
    }

    @Override
    public Backend create(Settings settings) {
        return new ReferenceBackend(settings.precision());
    }
}
