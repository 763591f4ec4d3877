package dev.eckart.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.eckart.registry.CheckedBackend;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.backend.Svd;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.Arrays;

/**
 * A matrix, what a backend made of it, and the rules B1 to B6, B16 and B17 for that.
 *
 * @param input the matrix
 * @param svd the backend's answer
 */
record Factored(NamedMatrix input, Svd svd) {
    void thinShapes() {
        int k = rank();
        assertArrayEquals(new int[] {matrix().rows(), k}, shape(svd.u()), () -> "B1: shape of U, " + input.name());
        assertEquals(k, svd.s().length, () -> "B1: number of singular values, " + input.name());
        assertArrayEquals(new int[] {matrix().columns(), k}, shape(svd.v()), () -> "B1: shape of V, " + input.name());
        assertEquals(Precision.FLOAT64, svd.u().precision(), () -> "B1: precision of U, " + input.name());
        assertEquals(Precision.FLOAT64, svd.v().precision(), () -> "B1: precision of V, " + input.name());
    }

    void descendingValues() {
        assumeThinShapes();
        double above = Double.MAX_VALUE;
        for (double value : svd.s()) {
            String values = above + " is followed by " + value;
            assertTrue(value >= 0 && value <= above, () -> "B2: singular values, " + input.name() + ": " + values);
            above = value;
        }
    }

    void orthonormalVectors() {
        assumeThinShapes();
        checkOrthonormal("U", svd.u());
        checkOrthonormal("V", svd.v());
    }

    private void checkOrthonormal(String name, Tensor q) {
        Tensor gram = Naive.product(Tensors.transpose(q), q);
        double error = Tensors.norm(Naive.difference(gram, Naive.identity(rank())));
        tolerance(Math.sqrt(rank())).check("B3", name + "'" + name + " against the identity, " + input.name(), error);
    }

    void reconstruction() {
        assumeThinShapes();
        Tensor product = Naive.product(Naive.scaleColumns(svd.u(), svd.s()), Tensors.transpose(svd.v()));
        double error = Tensors.norm(Naive.difference(product, matrix()));
        tolerance(Tensors.norm(matrix())).check("B4", "U diag(s) V' against the matrix, " + input.name(), error);
    }

    void energy() {
        assumeThinShapes();
        double norm = Tensors.norm(matrix());
        double error = Math.abs(Tensors.norm(Tensors.of(svd.s())) - norm);
        tolerance(norm).check("B5", "norm of the singular values against the matrix's, " + input.name(), error);
    }

    void knownValues() {
        assumeThinShapes();
        double[] known = input.values().orElseThrow();
        double[] ascending = svd.s().clone();
        Arrays.sort(ascending);
        double error = 0;
        for (int i = 0; i < known.length; i++) {
            error = Math.max(error, Math.abs(ascending[known.length - 1 - i] - known[i]));
        }
        tolerance(Tensors.norm(matrix())).check("B6", "known singular values, " + input.name(), error);
    }

    void passesCheck() {
        assumeThinShapes();
        try {
            new CheckedBackend("under test", Replay.of(svd)).svd(matrix());
        } catch (RuntimeException e) {
            throw new AssertionError("B16: " + input.name() + ": " + e.getMessage(), e);
        }
    }

    /** B17: a checked backend's answer keeps B3 and B4 where rows or columns depend on each other without rounding. */
    static void dependent(NamedMatrix matrix, Backend backend) {
        try {
            Tensor copy = Tensors.copy(matrix.matrix(), Precision.FLOAT64);
            Factored factored = new Factored(matrix, new CheckedBackend("under test", backend).svd(copy));
            factored.thinShapes();
            factored.orthonormalVectors();
            factored.reconstruction();
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("B17: " + matrix.name() + ": " + e.getMessage(), e);
        }
    }

    private void assumeThinShapes() {
        boolean thin = Arrays.equals(new int[] {matrix().rows(), rank()}, shape(svd.u()))
                && Arrays.equals(new int[] {matrix().columns(), rank()}, shape(svd.v()))
                && svd.s().length == rank();
        assumeTrue(thin, "B1 fails for this matrix");
    }

    private Tolerance tolerance(double norm) {
        return new Tolerance(input.size(), Precision.FLOAT64, norm);
    }

    private Tensor matrix() {
        return input.matrix();
    }

    private int rank() {
        return Math.min(matrix().rows(), matrix().columns());
    }

    private static int[] shape(Tensor tensor) {
        return new int[] {tensor.rows(), tensor.columns()};
    }
}
