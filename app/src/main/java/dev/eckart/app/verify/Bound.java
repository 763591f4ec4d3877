package dev.eckart.app.verify;

import dev.eckart.tensor.Precision;

/**
 * How far rounding alone may take a result: {@code slack x size x unit roundoff x norm x growth + inherited}.
 *
 * @param slack modest constant that the theory leaves open
 * @param size how many roundings add up
 * @param unitRoundoff largest relative error of one rounding
 * @param norm size of what is computed with
 * @param growth how much the problem itself magnifies an error
 * @param inherited difference of what the computation started from
 */
public record Bound(double slack, double size, double unitRoundoff, double norm, double growth, double inherited) {
    /** Libraries at work need less than a tenth of it. */
    private static final double DECOMPOSITION_SLACK = 32;

    /** Rounding of the weights, and of each of two factors; one more for the higher orders. */
    private static final double STORAGE_SLACK = 4;

    /**
     * The backward error of a decomposition, in units of {@code norm}.
     *
     * <p>In float64 that of the algorithm, a modest multiple of {@code size x u} (Golub and Van Loan, Matrix
     * Computations, 8.6). A backend that multiplies in float32 decomposes in float64 too: what is left is the rounding
     * of the weights and, in the product, of the factors, element by element.
     *
     * @param precision precision of the weights
     * @param side the larger side of the matrix
     * @param storage how much larger than the weights the factors are, 1 where they play no part
     * @param norm norm of the weights
     */
    static Bound decomposition(Precision precision, int side, double storage, double norm) {
        return switch (precision) {
            case FLOAT64 -> new Bound(DECOMPOSITION_SLACK, side, precision.unitRoundoff(), norm, 1, 0);
            case FLOAT32 -> new Bound(STORAGE_SLACK, storage, precision.unitRoundoff(), norm, 1, 0);
        };
    }

    /** A number that is known without rounding, such as a count. */
    static Bound exact(double value) {
        return new Bound(1, 0, 0, 1, 1, value);
    }

    Bound grown(double factor) {
        return new Bound(slack, size, unitRoundoff, norm, growth * factor, inherited);
    }

    /** The bound itself. */
    double value() {
        return slack * size * unitRoundoff * norm * growth + inherited;
    }
}
