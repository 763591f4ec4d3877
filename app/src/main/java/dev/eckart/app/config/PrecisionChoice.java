package dev.eckart.app.config;

import dev.eckart.tensor.Precision;
import java.util.Optional;

/** The precision asked for. */
public enum PrecisionChoice {
    /** Float32 where the backend has it, else float64. */
    AUTO,
    /** IEEE 754 binary32. */
    FLOAT32,
    /** IEEE 754 binary64. */
    FLOAT64;

    /**
     * The precision, if one was named.
     *
     * @return the precision, or empty for {@link #AUTO}
     */
    public Optional<Precision> precision() {
        return this == AUTO ? Optional.empty() : Optional.of(Precision.valueOf(name()));
    }
}
