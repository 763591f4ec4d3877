package dev.eckart.app.onnx.measure;

/** How far two vectors point in different directions. */
final class Direction {
    private static final int FAR = 500;

    private Direction() {}

    /**
     * One less the cosine of the angle between two parts of arrays, to full precision however small the angle is: half of
     * the squared distance of the unit vectors. Equal infinities and NaN on both sides are left out.
     *
     * @return 0 to 2; 0 if both are zero, 1 if one is, infinite if a number is not finite on one side alone
     */
    static double change(double[] was, double[] is, int from, int to) {
        int scaleWas = scale(was, is, from, to);
        int scaleIs = scale(is, was, from, to);
        double normWas = 0;
        double normIs = 0;
        for (int i = from; i < to; i++) {
            if (same(was[i], is[i]) && !Double.isFinite(was[i])) {
                continue;
            }
            if (!Double.isFinite(was[i]) || !Double.isFinite(is[i])) {
                return Double.POSITIVE_INFINITY;
            }
            normWas += square(scaled(was[i], scaleWas));
            normIs += square(scaled(is[i], scaleIs));
        }
        if (normWas == 0 || normIs == 0) {
            return normWas == normIs ? 0 : 1;
        }
        double distance = 0;
        for (int i = from; i < to; i++) {
            if (Double.isFinite(was[i])) {
                distance += square(
                        scaled(was[i], scaleWas) / Math.sqrt(normWas) - scaled(is[i], scaleIs) / Math.sqrt(normIs));
            }
        }
        return distance / 2;
    }

    /** Whether a number stays as it is, NaN too. */
    static boolean same(double was, double is) {
        return was == is || Double.isNaN(was) && Double.isNaN(is);
    }

    private static double square(double number) {
        return number * number;
    }

    private static double scaled(double number, int exponent) {
        return exponent == 0 ? number : Math.scalb(number, -exponent);
    }

    /** The exponent of the largest number, if squares would leave the range of what can be written. */
    private static int scale(double[] numbers, double[] others, int from, int to) {
        double largest = 0;
        for (int i = from; i < to; i++) {
            if (Double.isFinite(numbers[i]) && Double.isFinite(others[i])) {
                largest = Math.max(largest, Math.abs(numbers[i]));
            }
        }
        int exponent = Math.getExponent(largest);
        return largest == 0 || Math.abs(exponent) < FAR ? 0 : exponent;
    }
}
