package dev.eckart.app.onnx.compress;

import dev.eckart.spi.EckartException;

/** A target that cannot be met; nothing was written. */
public final class TargetMissedException extends EckartException {
    private static final long serialVersionUID = 1L;

    TargetMissedException(String message) {
        super(message.replaceAll("\\p{Cntrl}+", " "));
    }
}
