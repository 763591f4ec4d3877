package dev.eckart.compress.math;

import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.backend.Transpose;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;

/**
 * The factor of {@link Cholesky} a block of columns at a time: what the columns before it explain of a block is one
 * product, which a backend computes ten times as fast. Golub and Van Loan, "Matrix Computations", section 4.2.
 */
final class BlockedCholesky {
    /** Columns of a block. */
    static final int BLOCK = 128;

    private BlockedCholesky() {}

    static Cholesky of(Backend backend, Tensor a, double ridge) {
        int n = a.rows();
        Tensor triangle = Tensors.zeros(Precision.FLOAT64, n, n);
        double[] l = triangle.doublesToWrite();
        for (int from = 0; from < n; from += BLOCK) {
            int width = Math.min(BLOCK, n - from);
            Tensor rest = part(a.doubles(), n, from, from, width);
            if (from > 0) {
                Tensor before = part(l, n, from, 0, from);
                Tensor top = Tensors.zeros(Precision.FLOAT64, width, from);
                System.arraycopy(before.doubles(), 0, top.doublesToWrite(), 0, top.size());
                backend.gemm(Transpose.NO, before, Transpose.YES, top, -1, 1, rest);
            }
            factor(rest.doublesToWrite(), n - from, width, ridge);
            for (int i = from; i < n; i++) {
                int columns = Math.min(width, i - from + 1);
                System.arraycopy(rest.doubles(), (i - from) * width, l, i * n + from, columns);
            }
        }
        return new Cholesky(triangle);
    }

    /** Some columns of the rows from one on. */
    private static Tensor part(double[] matrix, int n, int row, int column, int columns) {
        double[] part = new double[(n - row) * columns];
        for (int i = row; i < n; i++) {
            System.arraycopy(matrix, i * n + column, part, (i - row) * columns, columns);
        }
        return Tensors.wrap(n - row, columns, part);
    }

    /** A block of columns, its triangle first, in place. */
    private static void factor(double[] block, int rows, int width, double ridge) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < Math.min(width, i + 1); j++) {
                double sum = block[i * width + j] + (i == j ? ridge : 0);
                for (int k = 0; k < j; k++) {
                    sum -= block[i * width + k] * block[j * width + k];
                }
                block[i * width + j] = i == j ? Math.sqrt(Math.max(sum, ridge)) : sum / block[j * width + j];
            }
        }
    }
}
