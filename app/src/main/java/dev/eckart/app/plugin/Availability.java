package dev.eckart.app.plugin;

import dev.eckart.spi.backend.BackendProvider;
import java.util.Optional;

/** Whether a backend can work, as far as it tells without being loaded. A provider that fails when asked cannot. */
final class Availability {
    private Availability() {}

    /** Why a backend cannot work here, or empty. */
    static Optional<String> problem(BackendProvider provider) {
        try {
            return provider.unavailable();
        } catch (RuntimeException | LinkageError e) {
            return Optional.of(reason(e));
        }
    }

    /** The innermost cause in one line: what native loaders wrap around it says nothing. */
    static String reason(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String name = root.getClass().getSimpleName();
        return (root.getMessage() == null ? name : name + ": " + root.getMessage()).replaceAll("\\s+", " ");
    }
}
