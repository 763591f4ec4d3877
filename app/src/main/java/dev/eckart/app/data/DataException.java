package dev.eckart.app.data;

import dev.eckart.spi.EckartException;

/** Data that are missing, damaged or not what they should be: its message is one line that says which, and what to do. */
public final class DataException extends EckartException {
    private static final long serialVersionUID = 1L;

    /**
     * A failure with no other cause than itself.
     *
     * @param message one line: what is wrong, in which file, what to do
     */
    public DataException(String message) {
        super(message);
    }

    /**
     * A failure that another one caused.
     *
     * @param message one line: what is wrong, in which file, what to do
     * @param cause what was caught
     */
    public DataException(String message, Throwable cause) {
        super(message, cause);
    }
}
