package dev.acme;

import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.backend.Svd;
import dev.eckart.spi.backend.Transpose;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.function.IntToDoubleFunction;

/** Products row by column, summed in float64 whatever the precision; decompositions by {@link Jacobi}. */
record PlainBackend(Precision precision) implements Backend {
    @Override
    public void gemm(
            Transpose transposeA, Tensor a, Transpose transposeB, Tensor b, double alpha, double beta, Tensor c) {
        double[][] rows = transposeA == Transpose.NO ? rows(a) : columns(a);
        double[][] columns = transposeB == Transpose.NO ? columns(b) : rows(b);
        IntToDoubleFunction old = Tensors.element(c);
        Tensors.fill(c, i -> {
            double product = alpha * dot(rows[i / columns.length], columns[i % columns.length]);
            return beta == 0 ? product : product + beta * old.applyAsDouble(i);
        });
    }

    @Override
    public Svd svd(Tensor a) {
        if (a.rows() < a.columns()) {
            Svd transposed = svd(Tensors.transpose(a));
            return new Svd(transposed.v(), transposed.s(), transposed.u());
        }
        return Jacobi.svd(a);
    }

    static double[][] rows(Tensor tensor) {
        double[][] rows = new double[tensor.rows()][tensor.columns()];
        IntToDoubleFunction element = Tensors.element(tensor);
        for (int i = 0; i < tensor.size(); i++) {
            rows[i / tensor.columns()][i % tensor.columns()] = element.applyAsDouble(i);
        }
        return rows;
    }

    static double[][] columns(Tensor tensor) {
        return rows(Tensors.transpose(tensor));
    }

    static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }
}
