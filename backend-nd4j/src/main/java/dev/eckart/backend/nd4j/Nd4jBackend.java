package dev.eckart.backend.nd4j;

import static org.bytedeco.openblas.global.openblas.LAPACKE_dgeqrf;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dgesdd;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dorgqr;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dsyevd;
import static org.bytedeco.openblas.global.openblas.LAPACK_COL_MAJOR;

import dev.eckart.spi.EckartException;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.backend.Eigen;
import dev.eckart.spi.backend.Svd;
import dev.eckart.spi.backend.Transpose;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import org.nd4j.linalg.api.ops.impl.reduce.Mmul;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Products by ND4J on mirrors in native memory, decompositions by OpenBLAS's LAPACK on copies.
 *
 * <p>ND4J's own decompositions are not used: the one destroys its input and computes all of U, the other is wrong for
 * wide matrices.
 *
 * @param precision precision of the products
 * @param mirrors the tensors' copies in native memory
 */
record Nd4jBackend(Precision precision, Mirrors mirrors) implements Backend {
    /**
     * ND4J's own product, past {@code Nd4j.gemm}: that makes its native arguments anew in each call, and leaves them to
     * the garbage collector.
     */
    @Override
    public void gemm(
            Transpose transposeA, Tensor a, Transpose transposeB, Tensor b, double alpha, double beta, Tensor c) {
        mirrors.trim();
        Mirror result = beta == 0 ? mirrors.of(c) : mirrors.of(c).refreshed();
        Product product = new Product(
                transposeA, mirrors.of(a).refreshed(), transposeB, mirrors.of(b).refreshed(), alpha, beta, result);
        Nd4j.exec(new Mmul(), mirrors.arguments(product));
        result.fetch();
    }

    /**
     * LAPACK's {@code dgesdd}, divide and conquer, on A' as LAPACK reads a row-major A. The roles of U and V change with
     * that, and U comes out row-major. Of a matrix with a long side LAPACK decomposes a triangular factor, so that the long
     * side costs no more than its products.
     */
    @Override
    public Svd svd(Tensor a) {
        int m = a.rows();
        int n = a.columns();
        double[] s = new double[Math.min(m, n)];
        double[] u = new double[m * s.length];
        double[] v = new double[s.length * n];
        requireSuccess(
                LAPACKE_dgesdd(LAPACK_COL_MAJOR, (byte) 'S', n, m, a.doubles().clone(), n, s, v, n, u, s.length), a);
        return Svd.of(Tensors.wrap(m, s.length, u), s, Tensors.transpose(Tensors.wrap(s.length, n, v)));
    }

    /** LAPACK's {@code dsyevd}, divide and conquer; its vectors, column by column, are the rows that are wanted. */
    @Override
    public Eigen eigen(Tensor symmetric) {
        int n = symmetric.rows();
        double[] values = new double[n];
        double[] x = symmetric.doubles().clone(); // LAPACK overwrites it with the vectors
        requireSuccess(LAPACKE_dsyevd(LAPACK_COL_MAJOR, (byte) 'V', (byte) 'U', n, x, n, values), symmetric);
        return Eigen.of(values, Tensors.wrap(n, n, x));
    }

    /** LAPACK's {@code dgeqrf} and {@code dorgqr}, by Householder's reflections, in place. */
    @Override
    public Tensor orthonormal(Tensor columns) {
        int m = columns.rows();
        int k = columns.columns();
        double[] q = Tensors.transpose(columns).doubles();
        double[] reflections = new double[k];
        requireSuccess(LAPACKE_dgeqrf(LAPACK_COL_MAJOR, m, k, q, m, reflections), columns);
        requireSuccess(LAPACKE_dorgqr(LAPACK_COL_MAJOR, m, k, k, q, m, reflections), columns);
        return Tensors.transpose(Tensors.wrap(k, m, q));
    }

    private static void requireSuccess(int status, Tensor a) {
        if (status != 0) {
            throw new EckartException("LAPACK gave up on " + a.rows() + " x " + a.columns() + ", status " + status);
        }
    }
}
