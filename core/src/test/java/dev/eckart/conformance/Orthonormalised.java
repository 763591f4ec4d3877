package dev.eckart.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.eckart.spi.backend.Backend;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;

/**
 * Columns, the basis that a backend made of them, and the rule B21 for that.
 *
 * @param input the columns, no more than rows
 * @param basis the backend's answer
 */
record Orthonormalised(NamedMatrix input, Tensor basis) {
    static Orthonormalised by(Backend backend, NamedMatrix input) {
        return new Orthonormalised(input, backend.orthonormal(Tensors.copy(input.matrix(), Precision.FLOAT64)));
    }

    void holdsColumns() {
        Tensor a = input.matrix();
        int[] shape = {a.rows(), a.columns()};
        assertArrayEquals(shape, new int[] {basis.rows(), basis.columns()}, () -> "B21: shape, " + input.name());
        assertEquals(Precision.FLOAT64, basis.precision(), () -> "B21: precision, " + input.name());
        Tensor transposed = Tensors.transpose(basis);
        double orthonormal =
                Tensors.norm(Naive.difference(Naive.product(transposed, basis), Naive.identity(basis.columns())));
        check("Q'Q against the identity", orthonormal, Math.sqrt(basis.columns()));
        Tensor within = Naive.product(basis, Naive.product(transposed, a));
        check("what lies outside of Q", Tensors.norm(Naive.difference(a, within)), Tensors.norm(a));
    }

    private void check(String what, double error, double norm) {
        new Tolerance(input.size(), Precision.FLOAT64, norm).check("B21", what + ", " + input.name(), error);
    }
}
