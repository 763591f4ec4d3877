package dev.eckart.app.console;

/** How a command ends. */
public enum ExitCode {
    /** It did what was asked. */
    DONE(0),
    /** It failed while running. */
    FAILED(1),
    /** It was called or configured wrongly. */
    USAGE(2),
    /** A quality or verification gate was missed. */
    GATE_MISSED(3),
    /** Data or a model is missing or unreadable. */
    BAD_DATA(4),
    /** Ctrl-C; the Java runtime itself ends with this code. */
    INTERRUPTED(130);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    /**
     * What the operating system is told.
     *
     * @return the process's exit code
     */
    public int code() {
        return code;
    }
}
