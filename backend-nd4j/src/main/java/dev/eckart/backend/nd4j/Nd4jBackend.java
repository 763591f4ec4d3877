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
 */
final class Nd4jBackend implements Backend {
    /** Many times what a training step of networks of this size touches. */
    private static final long MIRROR_BYTES = 256L << 20;

    private final Precision precision;
    private final Mirrors mirrors = new Mirrors(MIRROR_BYTES);

    /** Loads the native libraries. Their number of threads is that of the whole process: the last backend decides. */
    Nd4jBackend(BackendProvider.Settings settings) {
        precision = settings.precision();
        Nd4j.getBackend();
        NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(settings.threads());
        openblas.blas_set_num_threads(settings.threads());
    }

    @Override
    public Precision precision() {
        return precision;
    }

    /**
     * ND4J multiplies fast into column-major results only, and the tensors are row-major: what it is asked for is
     * {@code C' = op(B)' op(A)'} on transposed views, which moves nothing.
     */
    @Override
    public void gemm(
            Transpose transposeA, Tensor a, Transpose transposeB, Tensor b, double alpha, double beta, Tensor c) {
        mirrors.trim();
        INDArray left = flipped(transposeB, upToDate(b));
        INDArray right = flipped(transposeA, upToDate(a));
        Mirror result = beta == 0 ? mirrors.of(c) : upToDate(c);
        Nd4j.gemm(left, right, result.transposed(), false, false, alpha, beta);
        result.fetch(c);
    }

    private Mirror upToDate(Tensor tensor) {
        Mirror mirror = mirrors.of(tensor);
        mirror.refresh(tensor);
        return mirror;
    }

    private static INDArray flipped(Transpose transpose, Mirror mirror) {
        return transpose == Transpose.NO ? mirror.transposed() : mirror.array();
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
                    + status + (status > 0 ? ", its iteration did not converge" : ", it refused an argument")
                    + "; choose another backend");
        }
        return Svd.of(Tensors.wrap(m, k, u), s, Tensors.transpose(Tensors.wrap(k, n, v)));
    }
}
