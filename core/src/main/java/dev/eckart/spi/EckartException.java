package dev.eckart.spi;

/** A failure that a user can act on: its message is one line that says what is wrong, where, and what to do. */
public class EckartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * A failure with no other cause than itself.
     *
     * @param message one line: what is wrong, where, what to do
     */
    public EckartException(String message) {
        super(message);
    }

    /**
     * A failure that another one caused.
     *
     * @param message one line: what is wrong, where, what to do
     * @param cause what was caught
     */
    public EckartException(String message, Throwable cause) {
        super(message, cause);
    }
}
