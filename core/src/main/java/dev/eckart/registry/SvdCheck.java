package dev.eckart.registry;

import dev.eckart.spi.backend.Svd;
import dev.eckart.tensor.Tensor;

/**
 * Whether a singular value decomposition is what it says, in time proportional to the size of its matrix.
 *
 * @param bound what rounding explains
 * @param svd what the backend returned
 */
record SvdCheck(RoundingBound bound, Svd svd) {
    /** The decomposition, with vectors as orthonormal as rounding lets them be. */
    Svd run() {
        Tensor a = bound.a();
        int k = Math.min(a.rows(), a.columns());
        bound.requireShape("U", svd.u(), a.rows(), k);
        bound.requireShape("V", svd.v(), a.columns(), k);
        requireDescending(k);
        Svd mended = new Svd(bound.orthonormal("U", svd.u()), svd.s(), bound.orthonormal("V", svd.v()));
        new SvdCheck(bound, mended).requireProduct();
        return mended;
    }

    private void requireDescending(int k) {
        double[] s = svd.s();
        if (s.length != k) {
            throw bound.wrong(s.length + " singular values instead of " + k);
        }
        for (int i = 0; i < k; i++) {
            double above = i == 0 ? Double.MAX_VALUE : s[i - 1];
            if (!(s[i] >= 0 && s[i] <= above)) {
                throw bound.wrong("singular value " + (i + 1) + " is " + s[i] + " after " + above
                        + ", but they must be finite, not negative and descending");
            }
        }
    }

    private void requireProduct() {
        double scale = bound.scale();
        Probes x = Probes.gaussian(bound.a().rows());
        Probes product = x.timesTransposed(svd.u()).scaled(svd.s(), scale).times(svd.v());
        double error = x.scaled(scale).timesTransposed(bound.a()).distance(product);
        bound.require("U diag(s) V' differs from the matrix by", error, bound.norm(scale), scale);
    }
}
