package dev.eckart.compress.math;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.eckart.compress.Networks;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BlockedCholeskyTest {
    /** Several blocks and a part of one: the product of the factor with itself is the matrix, but for rounding. */
    @Test
    void theFactorOfALargeMatrixMultipliesToIt() {
        int n = 2 * BlockedCholesky.BLOCK + 37;
        SplittableRandom random = new SplittableRandom(8);
        Tensor half = Tensors.zeros(Precision.FLOAT64, n, n);
        Tensors.fill(half, i -> random.nextGaussian());
        Tensor a = Float64.sandwich(Networks.backend(Precision.FLOAT64), half, Float64.identity(n));
        double ridge = Cholesky.ridge(a);
        Tensor l = Cholesky.of(Networks.backend(Precision.FLOAT64), a, ridge).triangle();
        Tensor again = Float64.product(l, Tensors.transpose(l));
        double largest = Float64.trace(a);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double expected = a.get(i, j) + (i == j ? ridge : 0);
                assertEquals(expected, again.get(i, j), 4 * n * Precision.FLOAT64.unitRoundoff() * largest);
            }
        }
        assertEquals(0, l.get(0, n - 1));
    }
}
