package dev.eckart.backend.ejml;

import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.backend.BackendProvider;
import dev.eckart.spi.backend.Library;
import dev.eckart.tensor.Precision;
import java.util.EnumSet;
import java.util.Set;
import org.ejml.EjmlVersion;

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
    public Set<Precision> precisions() {
        return EnumSet.allOf(Precision.class);
    }

    @Override
    public Backend create(Settings settings) {
        return new EjmlBackend(settings);
    }
}
