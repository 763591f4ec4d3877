package dev.eckart.spi.backend;

import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.Arrays;

/**
 * Makes columns orthonormal one after another, by the modified Gram-Schmidt process; a column that depends on those before
 * it, or is not finite, is replaced by one that is orthogonal to them.
 *
 * <p>Each column is orthogonalised twice, which is enough for orthogonality to rounding: Giraud, Langou and Rozloznik, "The
 * loss of orthogonality in the Gram-Schmidt orthogonalization process", Computers and Mathematics with Applications 2005.
 */
public final class GramSchmidt {
    /** What rounding leaves of a dependent column, in units of its size times the unit roundoff. */
    private static final int SLACK = 32;

    /** The share that is left of a vector that was meant to be orthogonal to those before it, and mostly was. */
    private static final double MOSTLY = 0.1;

    private final int count;
    private final int length;
    private final double[] q;

    /** Columns lie together in memory. */
    private GramSchmidt(Tensor columns) {
        this.count = columns.columns();
        this.length = columns.rows();
        this.q = Tensors.transpose(columns).doublesToWrite();
    }

    /**
     * An orthonormal basis whose span holds the given columns.
     *
     * @param columns finite float64, m x k with k at most m, left unchanged
     * @return orthonormal columns, m x k; where a given one depends on those before it, any that is orthogonal to them
     */
    public static Tensor basis(Tensor columns) {
        GramSchmidt process = new GramSchmidt(columns);
        process.scale();
        return process.run(SLACK * columns.rows() * Precision.FLOAT64.unitRoundoff());
    }

    /** A power of two, which rounds nothing, brings each column's largest element near 1: its square fits then. */
    private void scale() {
        for (int j = 0; j < count; j++) {
            double largest = 0;
            for (int k = 0; k < length; k++) {
                largest = Math.max(largest, Math.abs(q[j * length + k]));
            }
            double factor = largest == 0 ? 1 : Math.scalb(1.0, -Math.getExponent(largest));
            for (int k = 0; k < length; k++) {
                q[j * length + k] *= factor;
            }
        }
    }

    /**
     * Vectors that should have been orthonormal, with others in the place of those that are far from it.
     *
     * <p>The vectors of a singular value that is zero are not determined by the matrix. Commons Math 3.6.1 reduces what is
     * left of a matrix of equal rows again and again until it ends at denormal numbers, whose directions are wrong.
     *
     * @param vectors float64 columns, m x k with k at most m, left unchanged; they may hold NaN
     * @return orthonormal columns, m x k, the first ones nearest to the given ones
     */
    public static Tensor repaired(Tensor vectors) {
        return new GramSchmidt(vectors).run(MOSTLY);
    }

    /** Replaces columns of which no more than a share is left. */
    private Tensor run(double least) {
        for (int j = 0; j < count; j++) {
            double before = Math.sqrt(dot(j, j));
            if (!(orthogonalised(j) > least * before)) {
                complete(j);
            }
        }
        return Tensors.transpose(Tensors.wrap(count, length, q));
    }

    /** Takes from a column what lies along those before it, gives it the length 1, and tells what length was left. */
    private double orthogonalised(int j) {
        for (int i = 0; i < 2 * j; i++) {
            double along = dot(i % j, j);
            for (int k = 0; k < length; k++) {
                q[j * length + k] -= along * q[i % j * length + k];
            }
        }
        double left = Math.sqrt(dot(j, j));
        for (int k = 0; k < length; k++) {
            q[j * length + k] /= left;
        }
        return left;
    }

    /** The axis that lies least in the span of the columns before, made orthogonal to them. */
    private void complete(int j) {
        double[] within = new double[length];
        for (int i = 0; i < j * length; i++) {
            within[i % length] += q[i] * q[i];
        }
        int least = 0;
        for (int k = 1; k < length; k++) {
            least = within[k] < within[least] ? k : least;
        }
        Arrays.fill(q, j * length, (j + 1) * length, 0);
        q[j * length + least] = 1;
        orthogonalised(j);
    }

    private double dot(int a, int b) {
        double sum = 0;
        for (int k = 0; k < length; k++) {
            sum += q[a * length + k] * q[b * length + k];
        }
        return sum;
    }
}
