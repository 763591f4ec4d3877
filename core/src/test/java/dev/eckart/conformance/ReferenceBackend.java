package dev.eckart.conformance;

import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.backend.Svd;
import dev.eckart.spi.backend.Transpose;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.function.IntToDoubleFunction;

/**
 * Products by their definition, summed in float64; decompositions by {@link Jacobi}.
 *
 * @param precision precision of the products
 */
record ReferenceBackend(Precision precision) implements Backend {
    @Override
    public void gemm(
            Transpose transposeA, Tensor a, Transpose transposeB, Tensor b, double alpha, double beta, Tensor c) {
        int inner = transposeA.columns(a);
        int columns = c.columns();
        double[] left = elements(transposeA == Transpose.NO ? a : Tensors.transpose(a));
        double[] right = elements(transposeB == Transpose.YES ? b : Tensors.transpose(b));
        IntToDoubleFunction old = Tensors.element(c);
        Tensors.fill(c, at -> {
            int row = at / columns * inner;
            int column = at % columns * inner;
            double sum = 0;
            for (int l = 0; l < inner; l++) {
                sum += left[row + l] * right[column + l];
            }
            return alpha * sum + (beta == 0 ? 0 : beta * old.applyAsDouble(at));
        });
    }

    private static double[] elements(Tensor tensor) {
        return Tensors.copy(tensor, Precision.FLOAT64).doubles();
    }

    @Override
    public Svd svd(Tensor a) {
        if (a.rows() < a.columns()) {
            Svd transposed = Jacobi.svd(Tensors.transpose(a));
            return Svd.of(transposed.v(), transposed.s(), transposed.u());
        }
        return Jacobi.svd(a);
    }
}
