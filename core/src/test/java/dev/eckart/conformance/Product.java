package dev.eckart.conformance;

import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.backend.Transpose;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;

/** One product {@code C = alpha op(A) op(B) + beta C} to be asked for. */
record Product(Transpose transposeA, Tensor a, Transpose transposeB, Tensor b, double alpha, double beta, Tensor c) {

    /** {@code C = A B}. */
    static Product plain(Tensor a, Tensor b, Tensor c) {
        return new Product(Transpose.NO, a, Transpose.NO, b, 1, 0, c);
    }

    int inner() {
        return transposeA.columns(a);
    }

    void run(Backend backend) {
        backend.gemm(transposeA, a, transposeB, b, alpha, beta, c);
    }

    /** Runs it and compares every element with the naive product of what the operands are now. */
    void check(String rule, Backend backend) {
        double[] expected = Naive.product(this);
        Tolerance tolerance = new Tolerance(inner() + 1, c.precision(), norm());
        run(backend);
        double error = 0;
        for (int i = 0; i < expected.length; i++) {
            error = Math.max(error, Math.abs(c.get(i / c.columns(), i % c.columns()) - expected[i]));
        }
        tolerance.check(rule, toString(), error);
    }

    private double norm() {
        double old = beta == 0 ? 0 : Math.abs(beta) * Tensors.norm(c);
        return Math.abs(alpha) * Tensors.norm(a) * Tensors.norm(b) + old;
    }

    @Override
    public String toString() {
        return "C, " + shape(Transpose.NO, c) + " = " + alpha + " x A, " + shape(transposeA, a) + ", x B, "
                + shape(transposeB, b) + ", + " + beta + " x C, in "
                + c.precision().label();
    }

    private static String shape(Transpose transpose, Tensor tensor) {
        return tensor.rows() + " x " + tensor.columns() + (transpose == Transpose.YES ? " transposed" : "");
    }
}
