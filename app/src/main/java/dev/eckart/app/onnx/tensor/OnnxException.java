package dev.eckart.app.onnx.tensor;

import dev.eckart.spi.EckartException;

/** A model that cannot be read, is not valid, or cannot be run: one line that names the file and what is wrong. */
public class OnnxException extends EckartException {
    private static final long serialVersionUID = 1L;

    /**
     * A failure with no other cause than itself.
     *
     * @param message one line
     */
    public OnnxException(String message) {
        super(oneLine(message));
    }

    /**
     * A failure that another one caused.
     *
     * @param message one line
     * @param cause what was caught
     */
    public OnnxException(String message, Throwable cause) {
        super(oneLine(message), cause);
    }

    /** Names in an ONNX model may hold anything. */
    private static String oneLine(String message) {
        return message.replaceAll("\\p{Cntrl}+", " ");
    }
}
