package dev.eckart.conformance;

import dev.eckart.tensor.Tensor;
import java.util.Optional;

/**
 * A matrix to decompose.
 *
 * @param name what it is, for test names
 * @param matrix the matrix, float64
 * @param values its singular values, or of a symmetric one its eigenvalues, in descending order, where they are known
 */
public record NamedMatrix(String name, Tensor matrix, Optional<double[]> values) {
    static NamedMatrix of(String name, Tensor matrix) {
        return new NamedMatrix(name, matrix, Optional.empty());
    }

    static NamedMatrix known(String name, Tensor matrix, double... values) {
        return new NamedMatrix(name, matrix, Optional.of(values));
    }

    /** The larger side. */
    int size() {
        return Math.max(matrix.rows(), matrix.columns());
    }
}
