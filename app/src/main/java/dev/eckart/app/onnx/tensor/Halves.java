package dev.eckart.app.onnx.tensor;

/** Numbers of 16 bits: IEEE binary16, and bfloat16, the upper half of a binary32. */
public final class Halves {
    private static final int MOST_EXPONENT = 31;

    private Halves() {}

    /**
     * A bfloat16.
     *
     * @param bits its bits
     * @return the number
     */
    public static float fromBrain(short bits) {
        return Float.intBitsToFloat(bits << 16);
    }

    /**
     * The nearest bfloat16, ties to even.
     *
     * @param value a number
     * @return its bits
     */
    public static short toBrain(double value) {
        float narrow = roundedToOdd(value);
        if (Float.isNaN(narrow)) {
            return (short) 0x7FC0;
        }
        int bits = Float.floatToRawIntBits(narrow);
        return (short) (bits + 0x7FFF + (bits >>> 16 & 1) >>> 16);
    }

    /**
     * A binary16.
     *
     * @param bits its bits
     * @return the number
     */
    public static float fromHalf(short bits) {
        int exponent = bits >> 10 & MOST_EXPONENT;
        int fraction = bits & 0x3FF;
        float magnitude;
        if (exponent == 0) {
            magnitude = fraction * 0x1p-24f;
        } else if (exponent == MOST_EXPONENT) {
            magnitude = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
        } else {
            magnitude = Float.intBitsToFloat(exponent + 127 - 15 << 23 | fraction << 13);
        }
        return bits < 0 ? -magnitude : magnitude;
    }

    /**
     * The nearest binary16, ties to even; what is too large becomes infinite.
     *
     * @param value a number
     * @return its bits
     */
    public static short toHalf(double value) {
        int sign = Double.doubleToRawLongBits(value) < 0 ? 0x8000 : 0;
        double magnitude = Math.abs(value);
        if (Double.isNaN(value)) {
            return 0x7E00;
        }
        if (magnitude < 0x1p-14) {
            return (short) (sign | (int) Math.rint(magnitude * 0x1p24));
        }
        int exponent = Math.getExponent(magnitude);
        if (exponent > 15) {
            return (short) (sign | 0x7C00);
        }
        int fraction = (int) Math.rint(Math.scalb(magnitude, 10 - exponent)) - 0x400;
        // A fraction that rounds up to the next power of two carries into the exponent, up to infinity.
        return (short) (sign | (exponent + 15 << 10) + fraction);
    }

    /** To binary32 with a last bit that tells of any remainder, so that rounding once more is rounding once. */
    private static float roundedToOdd(double value) {
        float near = (float) value;
        if (near == value || Float.isNaN(near) || Float.isInfinite(near)) {
            return near;
        }
        boolean away = Math.abs((double) near) > Math.abs(value);
        int truncated = Float.floatToRawIntBits(near) - (away ? 1 : 0);
        return Float.intBitsToFloat(truncated | 1);
    }
}
