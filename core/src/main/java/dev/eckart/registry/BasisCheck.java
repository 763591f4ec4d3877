package dev.eckart.registry;

import dev.eckart.tensor.Tensor;

/**
 * Whether an orthonormal basis holds the columns that it was made of, in time proportional to their number.
 *
 * @param bound what rounding explains, of the columns
 * @param basis what the backend returned
 */
record BasisCheck(RoundingBound bound, Tensor basis) {
    /** The basis, as orthonormal as rounding lets it be. */
    Tensor run() {
        Tensor columns = bound.a();
        bound.requireShape("Q", basis, columns.rows(), columns.columns());
        Tensor mended = bound.orthonormal("Q", basis);
        double scale = bound.scale();
        Probes x = Probes.gaussian(columns.columns()).scaled(scale).times(columns);
        double outside = x.timesTransposed(mended).times(mended).distance(x);
        bound.require("what lies outside of the span of Q is", outside, bound.norm(scale), scale);
        return mended;
    }
}
