package dev.eckart.app.plugin;

import dev.eckart.spi.Named;
import dev.eckart.spi.backend.BackendProvider;
import dev.eckart.spi.infer.InferenceKernelProvider;
import java.util.Optional;

/** Whether a plug-in can work, as far as it tells without being loaded. A provider that fails when asked cannot. */
final class Availability {
    private Availability() {}

    /** Why a plug-in cannot work here, or empty; kinds that need nothing but Java can everywhere. */
    static Optional<String> problem(Named plugin) {
        try {
            if (plugin instanceof BackendProvider backend) {
                return backend.unavailable();
            }
            return plugin instanceof InferenceKernelProvider kernels ? kernels.unavailable() : Optional.empty();
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
