package dev.eckart.app.verify;

import dev.eckart.spi.EckartException;
import dev.eckart.spi.backend.Svd;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.Arrays;

/**
 * The one-sided Jacobi method for a matrix with at least as many rows as columns.
 *
 * <p>Pairs of columns are rotated until all are orthogonal; their lengths are the singular values, the columns
 * themselves the left vectors, the rotations together the right ones (M. R. Hestenes, Inversion of matrices by
 * biorthogonalization, 1958). The rotation is that of G. H. Golub and C. F. Van Loan, Matrix Computations, 8.6.3.
 */
final class OneSidedJacobi {
    private static final int MAXIMAL_SWEEPS = 60;

    /** What is left of a dependent column after rounding, beside columns whose norm is 1 together. */
    private static final double NOISE = 4 * Precision.FLOAT64.unitRoundoff();

    private final int rows;
    private final double[][] columns;
    private final double[][] right;

    private OneSidedJacobi(int rows, double[][] columns) {
        this.rows = rows;
        this.columns = columns;
        this.right = new double[columns.length][columns.length];
        for (int j = 0; j < columns.length; j++) {
            right[j][j] = 1;
        }
    }

    static Svd svd(Tensor a) {
        double norm = Tensors.norm(a);
        double scale = norm == 0 ? 1 : norm;
        double[][] columns = new double[a.columns()][a.rows()];
        for (int i = 0; i < a.rows(); i++) {
            for (int j = 0; j < a.columns(); j++) {
                columns[j][i] = a.get(i, j) / scale;
            }
        }
        OneSidedJacobi jacobi = new OneSidedJacobi(a.rows(), columns);
        jacobi.rotateUntilOrthogonal();
        return jacobi.factors(scale);
    }

    private void rotateUntilOrthogonal() {
        boolean rotated = true;
        for (int sweep = 0; rotated; sweep++) {
            if (sweep == MAXIMAL_SWEEPS) {
                throw new EckartException("the referee's Jacobi method did not converge in " + sweep + " sweeps");
            }
            rotated = false;
            for (int p = 0; p < columns.length; p++) {
                for (int q = p + 1; q < columns.length; q++) {
                    rotated |= orthogonalise(p, q);
                }
            }
        }
    }

    private boolean orthogonalise(int p, int q) {
        double pp = dot(columns[p], columns[p]);
        double qq = dot(columns[q], columns[q]);
        double pq = dot(columns[p], columns[q]);
        double rounding = Precision.FLOAT64.unitRoundoff() * Math.sqrt(rows);
        if (Math.abs(pq) <= rounding * Math.sqrt(pp * qq) || Math.min(pp, qq) <= NOISE * NOISE) {
            return false;
        }
        double zeta = (qq - pp) / (2 * pq);
        double tangent = Math.copySign(1, zeta) / (Math.abs(zeta) + Math.hypot(1, zeta));
        double cosine = 1 / Math.hypot(1, tangent);
        rotate(columns[p], columns[q], cosine, cosine * tangent);
        rotate(right[p], right[q], cosine, cosine * tangent);
        return true;
    }

    private static void rotate(double[] x, double[] y, double cosine, double sine) {
        for (int i = 0; i < x.length; i++) {
            double old = x[i];
            x[i] = cosine * old - sine * y[i];
            y[i] = sine * old + cosine * y[i];
        }
    }

    private static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }

    private Svd factors(double scale) {
        double[] values = new double[columns.length];
        double[][] left = new double[columns.length][];
        int unit = 0;
        for (int j = 0; j < columns.length; j++) {
            double length = Math.sqrt(dot(columns[j], columns[j]));
            values[j] = length * scale;
            left[j] = length <= NOISE ? new double[rows] : scaled(columns[j], 1 / length);
        }
        for (int j = 0; j < columns.length; j++) {
            while (dot(left[j], left[j]) == 0) {
                left[j] = orthogonalUnit(left, unit++);
            }
        }
        return Svd.of(Tensors.transpose(Tensors.of(left)), values, Tensors.transpose(Tensors.of(right)));
    }

    /** What a unit vector has besides these, at length 1; zero if that is little. Twice, for accuracy. */
    private double[] orthogonalUnit(double[][] vectors, int unit) {
        double[] rest = new double[rows];
        rest[unit] = 1;
        for (int pass = 0; pass < 2; pass++) {
            for (double[] vector : vectors) {
                double along = dot(vector, rest);
                for (int i = 0; i < rows; i++) {
                    rest[i] -= along * vector[i];
                }
            }
            // Some unit vector keeps 1 / sqrt(rows) of itself as long as a direction is missing.
            double length = Math.sqrt(dot(rest, rest));
            if (2 * length * Math.sqrt(rows) < 1) {
                return new double[rows];
            }
            rest = scaled(rest, 1 / length);
        }
        return rest;
    }

    private static double[] scaled(double[] x, double factor) {
        return Arrays.stream(x).map(element -> element * factor).toArray();
    }
}
