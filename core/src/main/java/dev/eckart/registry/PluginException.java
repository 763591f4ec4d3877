package dev.eckart.registry;

import dev.eckart.spi.EckartException;

/** A plug-in that was asked for is not there, has no proper name, or shares its name with another. */
public final class PluginException extends EckartException {
    private static final long serialVersionUID = 1L;

    /**
     * A plug-in cannot be used.
     *
     * @param message one line: what was asked, what there is, what to do
     */
    public PluginException(String message) {
        super(message);
    }
}
