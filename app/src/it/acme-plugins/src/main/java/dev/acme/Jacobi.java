package dev.acme;

import static dev.acme.PlainBackend.dot;

import dev.eckart.spi.EckartException;
import dev.eckart.spi.Seed;
import dev.eckart.spi.backend.Svd;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Hestenes' one-sided Jacobi method (1958): rotations make the columns of A orthogonal; then their lengths are the
 * singular values, their directions are U, and the same rotations of the identity are V.
 */
final class Jacobi {
    private static final double ROUNDOFF = Precision.FLOAT64.unitRoundoff();
    /** A shorter column of a matrix of norm 1 to 2 is what rounding left of a dependent one: it has no direction. */
    private static final double NOISE = 4 * ROUNDOFF;

    private static final int SWEEPS = 60;

    private final double[][] left;
    private final double[][] right;

    private Jacobi(double[][] columns) {
        left = columns;
        right = new double[left.length][left.length];
        for (int j = 0; j < left.length; j++) {
            right[j][j] = 1;
        }
    }

    /** Decomposes a matrix with at least as many rows as columns. */
    static Svd svd(Tensor a) {
        // A power of two: exact, and it keeps squares of what matters from overflowing and from vanishing.
        double scale = Math.scalb(1.0, Math.max(Math.getExponent(Tensors.norm(a)), Double.MIN_EXPONENT));
        Tensor scaled = Tensors.copy(a, Precision.FLOAT64);
        Tensors.fill(scaled, i -> a.doubles()[i] / scale);
        Jacobi jacobi = new Jacobi(PlainBackend.columns(scaled));
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            if (jacobi.sweep() == 0) {
                return jacobi.factors(scale);
            }
        }
        throw new EckartException("the Jacobi method did not converge in " + SWEEPS + " sweeps");
    }

    private int sweep() {
        int rotations = 0;
        for (int p = 0; p < left.length; p++) {
            for (int q = p + 1; q < left.length; q++) {
                rotations += orthogonalise(p, q);
            }
        }
        return rotations;
    }

    private int orthogonalise(int p, int q) {
        double pp = dot(left[p], left[p]);
        double qq = dot(left[q], left[q]);
        double pq = dot(left[p], left[q]);
        boolean orthogonal = Math.abs(pq) <= ROUNDOFF * Math.sqrt(left[p].length) * Math.sqrt(pp * qq);
        if (orthogonal || Math.min(pp, qq) <= NOISE * NOISE) {
            return 0;
        }
        double cotangent = (qq - pp) / (2 * pq);
        double tangent = Math.copySign(1, cotangent) / (Math.abs(cotangent) + Math.hypot(1, cotangent));
        double cosine = 1 / Math.hypot(1, tangent);
        rotate(left[p], left[q], cosine, cosine * tangent);
        rotate(right[p], right[q], cosine, cosine * tangent);
        return 1;
    }

    private static void rotate(double[] x, double[] y, double cosine, double sine) {
        for (int i = 0; i < x.length; i++) {
            double old = x[i];
            x[i] = cosine * old - sine * y[i];
            y[i] = sine * old + cosine * y[i];
        }
    }

    private Svd factors(double scale) {
        double[] s = new double[left.length];
        for (int j = 0; j < s.length; j++) {
            double[] column = left[j];
            double length = Math.sqrt(dot(column, column));
            s[j] = length * scale;
            Arrays.setAll(column, i -> length <= NOISE ? 0 : column[i] / length);
        }
        SplittableRandom random = new Seed(0).random();
        Arrays.stream(left).filter(column -> dot(column, column) == 0).forEach(column -> complete(column, random));
        return Svd.of(Tensors.transpose(Tensors.of(left)), s, Tensors.transpose(Tensors.of(right)));
    }

    /** Gives a column of zeros a direction: what a random one has that the others have not. */
    private void complete(double[] column, SplittableRandom random) {
        Arrays.setAll(column, i -> random.nextDouble(-1, 1));
        // Twice is enough (Kahan): the second time mends what rounding left the first time.
        for (int pass = 0; pass < 2; pass++) {
            for (double[] other : left) {
                double along = other == column ? 0 : dot(column, other);
                Arrays.setAll(column, i -> column[i] - along * other[i]);
            }
            double length = Math.sqrt(dot(column, column));
            Arrays.setAll(column, i -> column[i] / length);
        }
    }
}
