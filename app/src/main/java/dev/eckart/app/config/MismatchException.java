package dev.eckart.app.config;

/** A value that is not what its key asks for; the message goes on from "'key' ". */
public final class MismatchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * A value that cannot be taken.
     *
     * @param message what goes on from "'key' ", such as "must be above 0, not -1"
     */
    public MismatchException(String message) {
        super(message);
    }
}
