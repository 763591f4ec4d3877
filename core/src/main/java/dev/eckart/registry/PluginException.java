package dev.eckart.registry;

import dev.eckart.spi.EckartException;

/** A plug-in that was asked for cannot be had, or two have one name. */
public final class PluginException extends EckartException {
    private static final long serialVersionUID = 1L;

    /**
     * A plug-in cannot be had.
     *
     * @param message one line: what was asked, what there is, what to do
     */
    public PluginException(String message) {
        super(message);
    }
}
