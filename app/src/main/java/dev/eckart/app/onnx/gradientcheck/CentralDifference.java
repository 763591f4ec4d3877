package dev.eckart.app.onnx.gradientcheck;

import java.util.function.DoubleFunction;

/**
 * The derivative of a sum along a line as central differences tell it.
 *
 * @param value the difference over twice the step
 * @param bound how far from the derivative it is at most, by truncation and by rounding
 */
public record CentralDifference(double value, double bound) {
    /**
     * What a function gives at a place of the line.
     *
     * @param value a sum
     * @param size the sum of the sizes of its terms, or the root of the sum of their squares where rounding errors have
     *     random signs
     */
    public record Sum(double value, double size) {}

    /**
     * Takes the difference. Over twice the step it is wrong by a third of what it and that over four times the step differ
     * by, up to the fourth power of the step.
     *
     * @param at gives the function at a place; that of the derivative is 0
     * @param step a power of two
     * @param roundoff how far a sum is off at most, as a part of its size
     * @return the difference and its bound
     */
    public static CentralDifference of(DoubleFunction<Sum> at, double step, double roundoff) {
        Sum farBack = at.apply(-2 * step);
        Sum back = at.apply(-step);
        Sum ahead = at.apply(step);
        Sum farAhead = at.apply(2 * step);
        double near = (ahead.value - back.value) / (2 * step);
        double far = (farAhead.value - farBack.value) / (4 * step);
        double size = Math.max(Math.max(farBack.size, back.size), Math.max(ahead.size, farAhead.size));
        return new CentralDifference(near, Math.abs(near - far) + roundoff * size / step);
    }

    /**
     * The same with a bound that allows for more.
     *
     * @param more what is added to the bound
     * @return another bound for the same difference
     */
    public CentralDifference wider(double more) {
        return new CentralDifference(value, bound + more);
    }

    /**
     * Whether a derivative can be the true one.
     *
     * @param derivative what a formula says
     * @return false if it is further from the difference than the bound, or no number
     */
    public boolean fits(double derivative) {
        return Math.abs(derivative - value) <= bound;
    }
}
