package dev.eckart.spi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.eckart.spi.backend.GramSchmidt;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GramSchmidtTest {
    /** A power of two times a column rounds nothing, so that the basis has the same bits. */
    @ParameterizedTest
    @ValueSource(ints = {-1000, -600, 0, 600, 1000})
    void columnsWhoseSquaresDoNotFitKeepTheirSpan(int exponent) {
        double scale = Math.scalb(1.0, exponent);
        Tensor huge = Tensors.of(
                new double[] {3 * scale, 1}, new double[] {4 * scale, 0}, new double[] {0, 2}, new double[] {scale, 5});
        Tensor plain = Tensors.of(new double[] {3, 1}, new double[] {4, 0}, new double[] {0, 2}, new double[] {1, 5});
        assertArrayEquals(
                GramSchmidt.basis(plain).doubles(), GramSchmidt.basis(huge).doubles());
    }
}
