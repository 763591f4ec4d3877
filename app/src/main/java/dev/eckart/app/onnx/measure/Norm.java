package dev.eckart.app.onnx.measure;

/**
 * The Euclidean norm of numbers that come one by one, however large or small they are: squares of extreme ones are kept
 * apart and scaled, so that none overflows and none vanishes (Blue, 1978).
 */
final class Norm {
    private static final int FAR = 600;
    private static final double LARGE = 0x1p500;
    private static final double SMALL = 0x1p-500;

    private double large;
    private double middle;
    private double small;

    /** Takes a finite number in. */
    void add(double number) {
        double size = Math.abs(number);
        if (size > LARGE) {
            double scaled = size * 0x1p-600;
            large += scaled * scaled;
        } else if (size < SMALL) {
            double scaled = size * 0x1p600;
            small += scaled * scaled;
        } else {
            middle += size * size;
        }
    }

    /** This norm over another one: 0 if this is 0, infinite if only the other one is. */
    double over(Norm other) {
        double ours = squares();
        double theirs = other.squares();
        if (ours == 0 || theirs == 0) {
            return ours == 0 ? 0 : Double.POSITIVE_INFINITY;
        }
        double quotient = ours / theirs;
        boolean exact = quotient > Double.MIN_NORMAL && quotient < Double.POSITIVE_INFINITY;
        double root = exact ? Math.sqrt(quotient) : Math.sqrt(ours) / Math.sqrt(theirs);
        return Math.scalb(root, exponent() - other.exponent());
    }

    /** The squared norm, in units of {@code 4^exponent()}. */
    private double squares() {
        return switch (exponent()) {
            case FAR -> large + middle * 0x1p-600 * 0x1p-600;
            case 0 -> middle + small * 0x1p-600 * 0x1p-600;
            default -> small;
        };
    }

    private int exponent() {
        return large > 0 ? FAR : middle > 0 ? 0 : -FAR;
    }
}
