package dev.acme;

import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.backend.BackendProvider;
import dev.eckart.spi.backend.Library;
import dev.eckart.tensor.Precision;
import java.util.Set;

/** Lists the backend {@code plain} and opens it. */
public final class PlainBackendProvider implements BackendProvider {
    @Override
    public String name() {
        return "plain";
    }

    @Override
    public Library library() {
        return new Library("Acme's plain loops", "1.0");
    }

    @Override
    public Set<Precision> precisions() {
        return Set.of(Precision.FLOAT32, Precision.FLOAT64);
    }

    @Override
    public Backend create(Settings settings) {
        return new PlainBackend(settings.precision());
    }
}
