package dev.eckart.backend.nd4j;

import dev.eckart.spi.Backend;
import dev.eckart.spi.BackendProvider;
import dev.eckart.spi.EckartException;
import dev.eckart.spi.Library;
import dev.eckart.tensor.Precision;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

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
        String nd4j = Natives.version("org.nd4j", "nd4j-native");
        return new Library("ND4J", nd4j + " on OpenBLAS " + Natives.version("org.bytedeco", "openblas"));
    }

    @Override
    public Set<Precision> precisions() {
        return EnumSet.allOf(Precision.class);
    }

    @Override
    public Optional<String> unavailable() {
        return Natives.here().missing();
    }

    @Override
    public Backend create(Settings settings) {
        try {
            return new Nd4jBackend(settings);
        } catch (LinkageError | RuntimeException e) {
            throw new EckartException(
                    "ND4J could not be loaded on " + Natives.here().platform() + ": " + rootOf(e)
                            + "; check that its native libraries fit this system, or choose another backend",
                    e);
        }
    }

    private static String rootOf(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.toString().lines().findFirst().orElse("");
    }
}
