package dev.eckart.backend.nd4j;

import dev.eckart.spi.Backend;
import dev.eckart.spi.BackendProvider;
import dev.eckart.spi.EckartException;
import dev.eckart.spi.Library;
import dev.eckart.tensor.Precision;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;

/** Provides {@code nd4j}: the fast one, where its native libraries exist. */
public final class Nd4jBackendProvider implements BackendProvider {
    /** For {@link java.util.ServiceLoader}. */
    public Nd4jBackendProvider() {}

    @Override
    public String name() {
        return "nd4j";
    }

    @Override
    public Library library() {
        try {
            String openblas = Loader.getVersion("org.bytedeco", "openblas");
            return new Library("ND4J", Loader.getVersion("org.nd4j", "nd4j-native") + " on OpenBLAS " + openblas);
        } catch (IOException e) {
            return new Library("ND4J", "unknown");
        }
    }

    @Override
    public Set<Precision> precisions() {
        return EnumSet.allOf(Precision.class);
    }

    /** JavaCPP's {@code Loader} works the platform out of system properties; that alone loads nothing. */
    @Override
    public Optional<String> unavailable() {
        return new Natives(Loader.getPlatform()).missing();
    }

    @Override
    public Backend create(Settings settings) {
        try {
            return Nd4jBackend.open(settings);
        } catch (LinkageError | RuntimeException e) {
            Throwable root =
                    Stream.iterate(e, Objects::nonNull, Throwable::getCause).reduce(e, (x, y) -> y);
            String message = "ND4J could not be loaded on " + Loader.getPlatform() + ": " + root
                    + "; check that its native libraries fit this system, or choose another backend";
            throw new EckartException(message.replaceAll("\\R", " "), e);
        }
    }
}
