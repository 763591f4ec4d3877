package dev.eckart.app.data.download;

/** A mirror did not deliver; another one may. */
final class MirrorException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * What the mirror did.
     *
     * @param message a few words that follow its address
     */
    MirrorException(String message) {
        super(message);
    }

    /**
     * What the mirror did.
     *
     * @param message a few words that follow its address
     * @param cause what was caught
     */
    MirrorException(String message, Throwable cause) {
        super(message, cause);
    }
}
