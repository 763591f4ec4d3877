package dev.eckart.app.onnx.model;

import dev.eckart.spi.EckartException;

/** A model that is missing, damaged or not what ONNX allows: its message is one line that says what, where, what to do. */
public final class OnnxException extends EckartException {
    private static final long serialVersionUID = 1L;

    /**
     * A failure with no other cause than itself.
     *
     * @param message one line: what is wrong, in which file, what to do
     */
    public OnnxException(String message) {
        super(message);
    }

    /**
     * A failure that another one caused.
     *
     * @param message one line: what is wrong, in which file, what to do
     * @param cause what was caught
     */
    public OnnxException(String message, Throwable cause) {
        super(message, cause);
    }
}
