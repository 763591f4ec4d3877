package dev.eckart.registry;

import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.backend.BackendProvider;
import dev.eckart.spi.backend.Library;
import dev.eckart.tensor.Precision;
import java.util.Set;

/**
 * A provider that declares float32 only.
 *
 * @param whole the provider behind it
 */
record Narrow(BackendProvider whole) implements BackendProvider {
    @Override
    public String name() {
        return whole.name();
    }

    @Override
    public Library library() {
        return whole.library();
    }

    @Override
    public Set<Precision> precisions() {
        return Set.of(Precision.FLOAT32);
    }

    @Override
    public Backend create(Settings settings) {
        return whole.create(settings);
    }
}
