package dev.eckart.app.verify;

import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.backend.Svd;
import dev.eckart.spi.backend.Transpose;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;

/**
 * The backend that says who is right: products by their definition and decompositions by {@link OneSidedJacobi}, in float64,
 * with no library behind it. It cannot be chosen to work with.
 */
record Referee() implements Backend {
    /** What it is called in reports. */
    static final String NAME = "reference";

    @Override
    public Precision precision() {
        return Precision.FLOAT64;
    }

    /** Adds one multiple of a row after the other, which the JIT compiler vectorises: naive, but not slow. */
    @Override
    public void gemm(
            Transpose transposeA, Tensor a, Transpose transposeB, Tensor b, double alpha, double beta, Tensor c) {
        double[] left = (transposeA == Transpose.NO ? a : Tensors.transpose(a)).doubles();
        double[] right = (transposeB == Transpose.NO ? b : Tensors.transpose(b)).doubles();
        int inner = transposeA.columns(a);
        int columns = c.columns();
        double[] sum = new double[columns];
        double[] result = c.doublesToWrite();
        for (int i = 0; i < c.rows(); i++) {
            java.util.Arrays.fill(sum, 0);
            for (int l = 0; l < inner; l++) {
                addRow(sum, left[i * inner + l], right, l * columns);
            }
            for (int j = 0, at = i * columns; j < columns; j++, at++) {
                result[at] = alpha * sum[j] + (beta == 0 ? 0 : beta * result[at]);
            }
        }
    }

    private static void addRow(double[] sum, double factor, double[] rows, int start) {
        for (int j = 0; j < sum.length; j++) {
            sum[j] += factor * rows[start + j];
        }
    }

    @Override
    public Svd svd(Tensor a) {
        if (a.rows() >= a.columns()) {
            return OneSidedJacobi.svd(a);
        }
        Svd transposed = OneSidedJacobi.svd(Tensors.transpose(a));
        return Svd.of(transposed.v(), transposed.s(), transposed.u());
    }

    /** The product of two matrices of any precision, in float64. */
    static Tensor product(Tensor a, Tensor b) {
        Tensor c = Tensors.zeros(Precision.FLOAT64, a.rows(), b.columns());
        new Referee().gemm(Transpose.NO, wide(a), Transpose.NO, wide(b), 1, 0, c);
        return c;
    }

    /** The matrix in float64, exactly. */
    static Tensor wide(Tensor a) {
        return a.precision() == Precision.FLOAT64 ? a : Tensors.copy(a, Precision.FLOAT64);
    }

    /** Frobenius norm of the difference of two matrices of one shape. */
    static double distance(Tensor a, Tensor b) {
        Tensor difference = Tensors.copy(a, Precision.FLOAT64);
        Tensors.fill(
                difference, i -> a.get(i / a.columns(), i % a.columns()) - b.get(i / a.columns(), i % a.columns()));
        return Tensors.norm(difference);
    }
}
