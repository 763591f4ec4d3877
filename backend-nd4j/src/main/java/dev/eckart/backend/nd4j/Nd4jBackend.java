package dev.eckart.backend.nd4j;

import dev.eckart.spi.Backend;
import dev.eckart.spi.BackendProvider;
import dev.eckart.spi.EckartException;
import dev.eckart.spi.Svd;
import dev.eckart.spi.Transpose;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import org.bytedeco.openblas.global.openblas;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

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
    /** Loads the native libraries. Their number of threads is that of the whole process: the last backend decides. */
    static Nd4jBackend open(BackendProvider.Settings settings) {
        Nd4j.getBackend();
        NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(settings.threads());
        openblas.blas_set_num_threads(settings.threads());
        // Mirrors keep their tensors too, which must leave most of the heap to others.
        return new Nd4jBackend(
                settings.precision(), new Mirrors(Runtime.getRuntime().maxMemory() / 8));
    }

    /**
     * ND4J multiplies fast into column-major results only, and the tensors are row-major: what it is asked for is
     * {@code C' = op(B)' op(A)'} on transposed views, which moves nothing.
     */
    @Override
    public void gemm(
            Transpose transposeA, Tensor a, Transpose transposeB, Tensor b, double alpha, double beta, Tensor c) {
        mirrors.trim();
        INDArray left = mirrors.of(b).refreshed().flipped(transposeB);
        INDArray right = mirrors.of(a).refreshed().flipped(transposeA);
        Mirror result = beta == 0 ? mirrors.of(c) : mirrors.of(c).refreshed();
        Nd4j.gemm(left, right, result.flipped(Transpose.NO), false, false, alpha, beta);
        result.fetch();
    }

    /**
     * The divide-and-conquer method, LAPACK's {@code dgesdd}, on A' as LAPACK reads a row-major A. The roles of U and V
     * change with that, and U comes out row-major.
     */
    @Override
    public Svd svd(Tensor a) {
        int m = a.rows();
        int n = a.columns();
        int k = Math.min(m, n);
        double[] u = new double[m * k];
        double[] s = new double[k];
        double[] v = new double[k * n];
        int status = openblas.LAPACKE_dgesdd(
                openblas.LAPACK_COL_MAJOR, (byte) 'S', n, m, a.doubles().clone(), n, s, v, n, u, k);
        if (status != 0) {
            throw new EckartException("OpenBLAS did not decompose a " + m + " x " + n + " matrix: dgesdd returned "
                    + status + (status > 0 ? ", no convergence" : ", argument refused") + "; choose another backend");
        }
        return Svd.of(Tensors.wrap(m, k, u), s, Tensors.transpose(Tensors.wrap(k, n, v)));
    }
}
