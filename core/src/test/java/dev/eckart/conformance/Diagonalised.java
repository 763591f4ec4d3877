package dev.eckart.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.eckart.registry.CheckedBackend;
import dev.eckart.spi.backend.Eigen;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;

/**
 * A symmetric matrix, what a backend made of it, and the rules B18 to B20 for that.
 *
 * @param input the matrix, with its eigenvalues where they are known
 * @param eigen the backend's answer
 */
record Diagonalised(NamedMatrix input, Eigen eigen) {
    void descendingValuesAndOrthonormalVectors() {
        int n = size();
        Tensor v = eigen.vectors();
        assertArrayEquals(
                new int[] {n, n}, new int[] {v.rows(), v.columns()}, () -> "B18: shape of V, " + input.name());
        assertEquals(n, eigen.values().length, () -> "B18: number of eigenvalues, " + input.name());
        assertEquals(Precision.FLOAT64, v.precision(), () -> "B18: precision of V, " + input.name());
        double above = Double.MAX_VALUE;
        for (double value : eigen.values()) {
            String values = above + " is followed by " + value;
            assertTrue(value >= -Double.MAX_VALUE && value <= above, () -> "B18: " + input.name() + ": " + values);
            above = value;
        }
        Tensor gram = Naive.product(Tensors.transpose(v), v);
        double error = Tensors.norm(Naive.difference(gram, Naive.identity(n)));
        tolerance(Math.sqrt(n)).check("B18", "V'V against the identity, " + input.name(), error);
    }

    void reconstruction() {
        assumeShapes();
        Tensor v = eigen.vectors();
        Tensor product = Naive.product(Naive.scaleColumns(v, eigen.values()), Tensors.transpose(v));
        double error = Tensors.norm(Naive.difference(product, input.matrix()));
        tolerance(norm()).check("B19", "V diag(w) V' against the matrix, " + input.name(), error);
        input.values().ifPresent(known -> {
            double off = 0;
            for (int i = 0; i < known.length; i++) {
                off = Math.max(off, Math.abs(eigen.values()[i] - known[i]));
            }
            tolerance(norm()).check("B19", "known eigenvalues, " + input.name(), off);
        });
    }

    void passesCheck() {
        assumeShapes();
        try {
            new CheckedBackend("under test", Replay.of(eigen)).eigen(input.matrix());
        } catch (RuntimeException e) {
            throw new AssertionError("B20: " + input.name() + ": " + e.getMessage(), e);
        }
    }

    private void assumeShapes() {
        Tensor v = eigen.vectors();
        boolean square = v.rows() == size() && v.columns() == size() && eigen.values().length == size();
        assumeTrue(square, "B18 fails for this matrix");
    }

    private double norm() {
        return Tensors.norm(input.matrix());
    }

    private Tolerance tolerance(double norm) {
        return new Tolerance(size(), Precision.FLOAT64, norm);
    }

    private int size() {
        return input.matrix().rows();
    }
}
