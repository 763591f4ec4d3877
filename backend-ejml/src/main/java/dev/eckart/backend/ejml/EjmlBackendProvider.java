package dev.eckart.backend.ejml;

import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.backend.BackendProvider;
import dev.eckart.spi.backend.Library;
import org.ejml.EjmlVersion;
import org.ejml.concurrency.EjmlConcurrency;

/** Provides {@code ejml}: pure Java, works everywhere, about a thirtieth of a native library's speed. */
public final class EjmlBackendProvider implements BackendProvider {
    /** For {@link java.util.ServiceLoader}. */
    public EjmlBackendProvider() {}

    @Override
    public String name() {
        return "ejml";
    }

    @Override
    public Library library() {
        return new Library("EJML", EjmlVersion.VERSION);
    }

    @Override
    public Backend create(Settings settings) {
        boolean parallel = settings.threads() > 1;
        if (parallel) {
            // EJML has one pool of threads for the whole process: the last backend opened decides its size.
            EjmlConcurrency.setMaxThreads(settings.threads());
        }
        return new EjmlBackend(settings.precision(), parallel, Products.float32(parallel), Products.float64(parallel));
    }
}
