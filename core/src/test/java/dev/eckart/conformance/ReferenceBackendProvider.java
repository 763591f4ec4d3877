package dev.eckart.conformance;

import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.backend.BackendProvider;
import dev.eckart.spi.backend.Library;
import dev.eckart.tensor.Precision;
import java.util.EnumSet;
import java.util.Set;

/**
 * Provides {@code reference}, a backend without a library: naive loops and one-sided Jacobi.
 *
 * <p>The kit and core's own tests run on it, so that neither depends on a plug-in. Slow, and meant to be seen right.
 */
public final class ReferenceBackendProvider implements BackendProvider {
    /** A provider without settings. */
    public ReferenceBackendProvider() {}

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
