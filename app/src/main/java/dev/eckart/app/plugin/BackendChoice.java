package dev.eckart.app.plugin;

import dev.eckart.registry.CheckedBackend;
import dev.eckart.spi.backend.BackendProvider;
import dev.eckart.tensor.Precision;

/**
 * The backend that follows from a configuration.
 *
 * @param provider the backend, not yet opened
 * @param settings what it shall work with
 * @param reason one line: what was taken, and why an earlier one was not
 */
public record BackendChoice(BackendProvider provider, BackendProvider.Settings settings, String reason) {
    /**
     * Loads the library behind the backend.
     *
     * @return the backend, its answers checked
     * @throws dev.eckart.spi.EckartException if the library cannot be loaded here
     */
    public CheckedBackend open() {
        return CheckedBackend.open(provider, settings);
    }

    /**
     * The precision of the products.
     *
     * @return the precision that was asked for, or found best
     */
    public Precision precision() {
        return settings.precision();
    }
}
