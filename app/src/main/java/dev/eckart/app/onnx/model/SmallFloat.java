package dev.eckart.app.onnx.model;

/**
 * A binary floating-point format of 16 bits in the manner of IEEE 754: a sign, an exponent, a fraction.
 *
 * @param fraction bits of the fraction
 * @param minExponent exponent of the smallest normal number
 */
record SmallFloat(int fraction, int minExponent) {
    /** IEEE 754 binary16. */
    static final SmallFloat FLOAT16 = new SmallFloat(10, -14);

    /** The upper half of a binary32. */
    static final SmallFloat BFLOAT16 = new SmallFloat(7, -126);

    private static final int SIGN = 0x8000;

    /** The number that some bits stand for, exactly. */
    double decode(short bits) {
        int magnitude = bits & (SIGN - 1);
        double sign = (bits & SIGN) == 0 ? 1 : -1;
        if (magnitude >= infinity()) {
            return magnitude == infinity() ? sign * Double.POSITIVE_INFINITY : Double.NaN;
        }
        int exponent = magnitude >> fraction;
        int rest = magnitude & (1 << fraction) - 1;
        return sign
                * (exponent == 0
                        ? Math.scalb((double) rest, minExponent - fraction)
                        : Math.scalb((double) (rest + (1 << fraction)), exponent - 1 + minExponent - fraction));
    }

    /** The bits of the nearest number, ties to even; infinite where the value is too large. */
    short encode(double value) {
        int sign = Double.doubleToRawLongBits(value) < 0 ? SIGN : 0;
        if (Double.isNaN(value)) {
            return (short) (sign | infinity() | 1 << fraction - 1);
        }
        if (Double.isInfinite(value)) {
            return (short) (sign | infinity());
        }
        int exponent = Math.max(Math.getExponent(value), minExponent);
        // From 2^fraction on, the whole part carries into the exponent's field by itself, and so does rounding up.
        long whole = (long) Math.rint(Math.scalb(Math.abs(value), fraction - exponent));
        long magnitude = ((long) (exponent - minExponent) << fraction) + whole;
        return (short) (sign | (int) Math.min(magnitude, infinity()));
    }

    private int infinity() {
        return SIGN - (1 << fraction);
    }
}
