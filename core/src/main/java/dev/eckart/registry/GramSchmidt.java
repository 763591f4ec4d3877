package dev.eckart.registry;

import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.Arrays;

/**
 * Makes columns orthonormal one after another, and completes those that depend on the ones before them or are no numbers.
 *
 * <p>The vectors of a singular value that is zero are not determined by the matrix. Commons Math 3.6.1 reduces what is
 * left of a matrix of equal rows again and again until it ends at denormal numbers, whose directions are wrong. Each
 * column is treated twice, which is enough: Giraud, Langou and Rozloznik, "The loss of orthogonality in the Gram-Schmidt
 * orthogonalization process", 2005.
 */
final class GramSchmidt {
    /** What is left of a vector of length 1 that still has a direction of its own. */
    private static final double LEAST = 0.1;

    private final int count;
    private final int length;
    private final double[] q;

    /** Columns lie together in memory. */
    private GramSchmidt(Tensor columns) {
        this.count = columns.columns();
        this.length = columns.rows();
        this.q = Tensors.transpose(columns).doubles().clone();
    }

    /** Orthonormal columns, the first ones nearest to the given ones; no more columns than rows. */
    static Tensor columns(Tensor columns) {
        GramSchmidt process = new GramSchmidt(columns);
        for (int j = 0; j < process.count; j++) {
            if (!(process.orthogonalised(j) > LEAST)) {
                process.complete(j);
            }
        }
        return Tensors.transpose(Tensors.wrap(process.count, process.length, process.q));
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
