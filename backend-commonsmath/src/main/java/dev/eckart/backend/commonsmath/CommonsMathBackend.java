package dev.eckart.backend.commonsmath;

import dev.eckart.spi.EckartException;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.backend.Eigen;
import dev.eckart.spi.backend.Svd;
import dev.eckart.spi.backend.Transpose;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import org.apache.commons.math3.exception.MaxCountExceededException;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/** Products of block matrices and decompositions by Commons Math. */
final class CommonsMathBackend implements Backend {
    @Override
    public Precision precision() {
        return Precision.FLOAT64;
    }

    @Override
    public void gemm(
            Transpose transposeA, Tensor a, Transpose transposeB, Tensor b, double alpha, double beta, Tensor c) {
        Blocks.of(transposeA, a)
                .multiply(Blocks.of(transposeB, b))
                .walkInOptimizedOrder(new Accumulator(alpha, beta, c.doublesToWrite(), c.columns()));
    }

    @Override
    public Svd svd(Tensor a) {
        SingularValueDecomposition svd = new SingularValueDecomposition(Blocks.of(Transpose.NO, a));
        return Svd.of(tensor(svd.getU()), svd.getSingularValues(), tensor(svd.getV()));
    }

    @Override
    public Eigen eigen(Tensor symmetric) {
        try {
            EigenDecomposition eigen = new EigenDecomposition(Blocks.of(Transpose.NO, symmetric));
            return Eigen.of(eigen.getRealEigenvalues(), tensor(eigen.getVT()));
        } catch (MaxCountExceededException e) {
            throw new EckartException(
                    "Commons Math did not decompose a symmetric matrix of size " + symmetric.rows()
                            + ": its iteration did not converge; choose another backend",
                    e);
        }
    }

    private static Tensor tensor(RealMatrix matrix) {
        return Tensors.of(matrix.getData());
    }
}
