package dev.eckart.registry;

import dev.eckart.spi.backend.Eigen;
import dev.eckart.tensor.Tensor;

/**
 * Whether an eigendecomposition is what it says, in time proportional to the size of its matrix.
 *
 * @param bound what rounding explains, of a symmetric matrix
 * @param eigen what the backend returned
 */
record EigenCheck(RoundingBound bound, Eigen eigen) {
    /** The decomposition, with vectors as orthonormal as rounding lets them be. */
    Eigen run() {
        int n = bound.a().rows();
        bound.requireShape("V", eigen.vectors(), n, n);
        requireDescending(n);
        double scale = bound.scale();
        double norm = bound.norm(scale);
        requireTrace(norm, scale);
        Eigen mended = new Eigen(eigen.values(), bound.orthonormal("V", eigen.vectors()));
        Probes x = Probes.gaussian(n);
        Probes product = x.timesTransposed(mended.vectors())
                .scaled(mended.values(), scale)
                .times(mended.vectors());
        double error = x.scaled(scale).times(bound.a()).distance(product);
        bound.require("V diag(w) V' differs from the matrix by", error, norm, scale);
        return mended;
    }

    private void requireDescending(int n) {
        double[] w = eigen.values();
        if (w.length != n) {
            throw bound.wrong(w.length + " eigenvalues instead of " + n);
        }
        for (int i = 0; i < n; i++) {
            double above = i == 0 ? Double.MAX_VALUE : w[i - 1];
            if (!(w[i] >= -Double.MAX_VALUE && w[i] <= above)) {
                throw bound.wrong("eigenvalue " + (i + 1) + " is " + w[i] + " after " + above
                        + ", but they must be finite and descending");
            }
        }
    }

    /** A change of the matrix moves the sum of n values by no more than the root of n of its norm. */
    private void requireTrace(double norm, double scale) {
        Tensor a = bound.a();
        double difference = 0;
        for (int i = 0; i < a.rows(); i++) {
            difference += a.get(i, i) * scale - eigen.values()[i] * scale;
        }
        bound.require(
                "the sum of the eigenvalues differs from the trace by",
                Math.abs(difference),
                norm * Math.sqrt(a.rows()),
                scale);
    }
}
