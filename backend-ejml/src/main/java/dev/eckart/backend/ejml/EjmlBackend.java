package dev.eckart.backend.ejml;

import dev.eckart.spi.EckartException;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.backend.Eigen;
import dev.eckart.spi.backend.Svd;
import dev.eckart.spi.backend.Transpose;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_MT_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.ejml.interfaces.decomposition.QRDecomposition;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/**
 * Products and decompositions by EJML, on the tensors' own arrays.
 *
 * @param precision precision of the products
 * @param parallel whether several threads work
 * @param floats float32 products
 * @param doubles float64 products
 */
record EjmlBackend(
        Precision precision,
        boolean parallel,
        Products<Float, FMatrixRMaj> floats,
        Products<Double, DMatrixRMaj> doubles)
        implements Backend {
    @Override
    public void gemm(
            Transpose transposeA, Tensor a, Transpose transposeB, Tensor b, double alpha, double beta, Tensor c) {
        if (beta != 1) {
            IntToDoubleFunction old = Tensors.element(c);
            Tensors.fill(c, i -> beta == 0 ? 0 : beta * old.applyAsDouble(i));
        }
        switch (precision) {
            case FLOAT32 ->
                floats.of(transposeA, transposeB)
                        .add(
                                (float) alpha,
                                floats(a),
                                floats(b),
                                FMatrixRMaj.wrap(c.rows(), c.columns(), c.floatsToWrite()));
            case FLOAT64 ->
                doubles.of(transposeA, transposeB)
                        .add(
                                alpha,
                                doubles(a),
                                doubles(b),
                                DMatrixRMaj.wrap(c.rows(), c.columns(), c.doublesToWrite()));
        }
    }

    @Override
    public Svd svd(Tensor a) {
        SingularValueDecomposition_F64<DMatrixRMaj> svd = parallel
                ? DecompositionFactory_MT_DDRM.svd(a.rows(), a.columns(), true, true, true)
                : DecompositionFactory_DDRM.svd(a.rows(), a.columns(), true, true, true);
        // Not every implementation behind the factory leaves its input alone.
        DMatrixRMaj matrix = svd.inputModified() ? doubles(a).copy() : doubles(a);
        if (!svd.decompose(matrix)) {
            throw new EckartException("EJML did not decompose a " + a.rows() + " x " + a.columns()
                    + " matrix: its iteration did not converge; scale the matrix or choose another backend");
        }
        double[] values = Arrays.copyOf(svd.getSingularValues(), svd.numberOfSingularValues());
        return Svd.of(tensor(svd.getU(null, false)), values, tensor(svd.getV(null, false)));
    }

    @Override
    public Eigen eigen(Tensor symmetric) {
        int n = symmetric.rows();
        EigenDecomposition_F64<DMatrixRMaj> eigen = parallel
                ? DecompositionFactory_MT_DDRM.eig(n, true, true)
                : DecompositionFactory_DDRM.eig(n, true, true);
        if (!eigen.decompose(eigen.inputModified() ? doubles(symmetric).copy() : doubles(symmetric))) {
            throw new EckartException("EJML did not decompose a symmetric matrix of size " + n
                    + ": its iteration did not converge; scale the matrix or choose another backend");
        }
        double[] values = new double[n];
        double[] vectors = new double[n * n];
        for (int i = 0; i < n; i++) {
            values[i] = eigen.getEigenvalue(i).real;
            System.arraycopy(eigen.getEigenVector(i).data, 0, vectors, i * n, n);
        }
        return Eigen.of(values, Tensors.wrap(n, n, vectors));
    }

    @Override
    public Tensor orthonormal(Tensor columns) {
        QRDecomposition<DMatrixRMaj> qr = parallel
                ? DecompositionFactory_MT_DDRM.qr(columns.rows(), columns.columns())
                : DecompositionFactory_DDRM.qr(columns.rows(), columns.columns());
        qr.decompose(doubles(columns).copy()); // false of dependent columns, whose basis is right all the same
        return tensor(qr.getQ(null, true));
    }

    private static FMatrixRMaj floats(Tensor tensor) {
        return FMatrixRMaj.wrap(tensor.rows(), tensor.columns(), tensor.floats());
    }

    private static DMatrixRMaj doubles(Tensor tensor) {
        return DMatrixRMaj.wrap(tensor.rows(), tensor.columns(), tensor.doubles());
    }

    private static Tensor tensor(DMatrixRMaj matrix) {
        return Tensors.wrap(matrix.numRows, matrix.numCols, Arrays.copyOf(matrix.data, matrix.getNumElements()));
    }
}
