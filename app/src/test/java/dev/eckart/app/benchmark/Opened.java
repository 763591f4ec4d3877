package dev.eckart.app.benchmark;

import dev.eckart.registry.CheckedBackend;
import dev.eckart.registry.Registry;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.backend.BackendProvider;
import dev.eckart.tensor.Precision;

/** Backends as benchmarks name them. */
final class Opened {
    private Opened() {}

    /** Opens a backend named with its precision, such as {@code nd4j:float32}, for so many threads. */
    static Backend of(String name, int threads) {
        String[] parts = name.split(":");
        Precision precision = Precision.of(parts[1]).orElseThrow();
        BackendProvider provider = Registry.load(BackendProvider.class, Opened.class.getClassLoader())
                .get(parts[0]);
        return CheckedBackend.open(provider, new BackendProvider.Settings(precision, threads));
    }
}
