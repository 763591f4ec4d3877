package dev.eckart.tensor;

import java.util.Arrays;
import java.util.Optional;

/** Floating-point precision of a tensor's elements. */
public enum Precision {
    /** IEEE 754 binary32. */
    FLOAT32("float32", Float.BYTES, 0x1p-24),
    /** IEEE 754 binary64. */
    FLOAT64("float64", Double.BYTES, 0x1p-53);

    private final String label;
    private final int bytes;
    private final double unitRoundoff;

    Precision(String label, int bytes, double unitRoundoff) {
        this.label = label;
        this.bytes = bytes;
        this.unitRoundoff = unitRoundoff;
    }

    /**
     * The name used in configuration and reports.
     *
     * @return {@code float32} or {@code float64}
     */
    public String label() {
        return label;
    }

    /**
     * Size of one element.
     *
     * @return bytes
     */
    public int bytes() {
        return bytes;
    }

    /**
     * Largest relative error of rounding one number, the unit of every error bound.
     *
     * @return 2<sup>-24</sup> or 2<sup>-53</sup>
     */
    public double unitRoundoff() {
        return unitRoundoff;
    }

    /**
     * Finds a precision by its label.
     *
     * @param label {@code float32} or {@code float64}
     * @return the precision, or empty if no precision is called that
     */
    public static Optional<Precision> of(String label) {
        return Arrays.stream(values()).filter(p -> p.label.equals(label)).findFirst();
    }
}
