package dev.eckart.conformance;

import dev.eckart.spi.EckartException;
import dev.eckart.spi.backend.Svd;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;

/**
 * The one-sided Jacobi method: pairs of columns are rotated until all are orthogonal; their lengths are the singular
 * values (M. R. Hestenes, Inversion of matrices by biorthogonalization, 1958). Slow, accurate, and short enough to be
 * seen right.
 */
final class Jacobi {
    private static final int MAXIMAL_SWEEPS = 60;

    /** Rows of A', which are overwritten by those of (U diag(s))', and rows of V'. */
    private final double[][] columns;

    private final double[][] right;

    private Jacobi(double[][] columns) {
        this.columns = columns;
        this.right = new double[columns.length][columns.length];
        for (int j = 0; j < columns.length; j++) {
            right[j][j] = 1;
        }
    }

    /** The decomposition of a matrix with at least as many rows as columns. */
    static Svd svd(Tensor a) {
        double norm = Tensors.norm(a);
        double scale = norm == 0 ? 1 : Math.scalb(1.0, Math.getExponent(norm));
        double[][] columns = new double[a.columns()][a.rows()];
        for (int i = 0; i < a.size(); i++) {
            columns[i % a.columns()][i / a.columns()] = a.doubles()[i] / scale;
        }
        Jacobi jacobi = new Jacobi(columns);
        jacobi.sweepUntilOrthogonal();
        return jacobi.factors(scale);
    }

    private void sweepUntilOrthogonal() {
        for (int sweep = 0; sweep < MAXIMAL_SWEEPS; sweep++) {
            boolean rotated = false;
            for (int p = 0; p < columns.length - 1; p++) {
                for (int q = p + 1; q < columns.length; q++) {
                    rotated |= orthogonalise(p, q);
                }
            }
            if (!rotated) {
                return;
            }
        }
        throw new EckartException("the Jacobi method did not converge in " + MAXIMAL_SWEEPS + " sweeps");
    }

    private boolean orthogonalise(int p, int q) {
        double pp = Vectors.dot(columns[p], columns[p]);
        double qq = Vectors.dot(columns[q], columns[q]);
        double pq = Vectors.dot(columns[p], columns[q]);
        double tolerance = Precision.FLOAT64.unitRoundoff() * Math.sqrt(columns[p].length);
        // Against the product of the lengths, and against the whole: what rounding left of a dependent column is noise.
        if (Math.abs(pq) <= tolerance * Math.sqrt(pp * qq) || pp <= Vectors.NOISE || qq <= Vectors.NOISE) {
            return false;
        }
        double cotangent = (qq - pp) / (2 * pq);
        double tangent = Math.copySign(1, cotangent) / (Math.abs(cotangent) + Math.hypot(1, cotangent));
        double cosine = 1 / Math.hypot(1, tangent);
        Vectors.rotate(columns[p], columns[q], cosine, cosine * tangent);
        Vectors.rotate(right[p], right[q], cosine, cosine * tangent);
        return true;
    }

    private Svd factors(double scale) {
        int n = columns.length;
        double[] values = new double[n];
        double[][] left = new double[n][];
        for (int j = 0; j < n; j++) {
            double length = Math.sqrt(Vectors.dot(columns[j], columns[j]));
            values[j] = length * scale;
            left[j] = Vectors.dot(columns[j], columns[j]) <= Vectors.NOISE
                    ? new double[0]
                    : Vectors.scaled(columns[j], 1 / length);
        }
        Vectors.complete(left, columns[0].length);
        return Svd.of(Tensors.transpose(Tensors.of(left)), values, Tensors.transpose(Tensors.of(right)));
    }
}
