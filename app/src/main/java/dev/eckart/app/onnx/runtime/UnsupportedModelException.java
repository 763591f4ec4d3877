package dev.eckart.app.onnx.runtime;

import dev.eckart.app.onnx.tensor.OnnxException;

/** A model that is valid but that ONNX Runtime has no operators for on this machine, such as some in 16 bits. */
public final class UnsupportedModelException extends OnnxException {
    private static final long serialVersionUID = 1L;

    UnsupportedModelException(String message) {
        super(message);
    }

    UnsupportedModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
