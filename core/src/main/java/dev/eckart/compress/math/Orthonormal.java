package dev.eckart.compress.math;

import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;

/**
 * Orthonormal columns with the span of given ones.
 *
 * <p>Gram and Schmidt's method, each column treated twice, which is enough for orthogonality to rounding: Giraud,
 * Langou and Rozloznik, "The loss of orthogonality in the Gram-Schmidt orthogonalization process", 2005.
 */
public final class Orthonormal {
    /** What rounding leaves of a dependent column, in units of its size times the unit roundoff. */
    private static final int SLACK = 32;

    private Orthonormal() {}

    /**
     * The basis.
     *
     * @param columns any matrix
     * @return a basis of the matrix's own shape; a column that depends on those before it becomes zero
     */
    public static Tensor basis(Tensor columns) {
        int m = columns.rows();
        // Rows of the transposed matrix lie together in memory.
        Tensor basis = Tensors.transpose(columns);
        double[] q = basis.doublesToWrite();
        for (int j = 0; j < columns.columns(); j++) {
            double before = norm(q, j, m);
            for (int pass = 0; pass < 2; pass++) {
                for (int i = 0; i < j; i++) {
                    add(q, j, i, -dot(q, i, j, m), m);
                }
            }
            double after = norm(q, j, m);
            boolean dependent = after <= SLACK * m * Precision.FLOAT64.unitRoundoff() * before;
            scale(q, j, dependent ? 0 : 1 / after, m);
        }
        return Tensors.transpose(basis);
    }

    private static double dot(double[] q, int i, int j, int m) {
        double sum = 0;
        for (int k = 0; k < m; k++) {
            sum += q[i * m + k] * q[j * m + k];
        }
        return sum;
    }

    private static double norm(double[] q, int j, int m) {
        return Math.sqrt(dot(q, j, j, m));
    }

    private static void add(double[] q, int to, int from, double factor, int m) {
        for (int k = 0; k < m; k++) {
            q[to * m + k] += factor * q[from * m + k];
        }
    }

    private static void scale(double[] q, int j, double factor, int m) {
        for (int k = 0; k < m; k++) {
            q[j * m + k] *= factor;
        }
    }
}
