package dev.eckart.spi.backend;

import dev.eckart.spi.EckartException;
import dev.eckart.spi.Named;
import dev.eckart.tensor.Precision;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The light half of a backend: it can be listed and asked without loading the library behind it.
 *
 * <p>Only {@link #create} may load native code.
 */
public interface BackendProvider extends Named {
    /**
     * The library behind the backend.
     *
     * @return its name and version
     */
    Library library();

    /**
     * Precisions in which the library multiplies.
     *
     * @return all, unless overridden; at least one, and never a precision that is emulated by another
     */
    default Set<Precision> precisions() {
        return EnumSet.allOf(Precision.class);
    }

    /**
     * Opens the library.
     *
     * @param settings what it shall work with; the precision is one of {@link #precisions()}
     * @return a backend, used by one thread at a time
     * @throws EckartException if the library cannot be loaded here; {@code CheckedBackend} makes one of what else is thrown
     */
    Backend create(Settings settings);

    /**
     * Why the backend cannot work on this machine, as far as can be told without loading it.
     *
     * @return the reason, or empty if nothing speaks against it
     */
    default Optional<String> unavailable() {
        return Optional.empty();
    }

    /**
     * What a backend shall work with.
     *
     * @param precision precision of the products
     * @param threads threads the library may use, at least 1
     */
    record Settings(Precision precision, int threads) {}
}
