package dev.eckart.app.verify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.registry.CheckedBackend;
import dev.eckart.spi.backend.Svd;
import dev.eckart.spi.backend.Transpose;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RefereeTest {
    static Stream<Tensor> matrices() {
        Tensor tall = Matrices.random(40, 12, "tall");
        Tensor dependent = Tensors.copy(tall, Precision.FLOAT64);
        for (int i = 0; i < tall.rows(); i++) {
            dependent.set(i, 7, tall.get(i, 2));
        }
        Tensor tiny = Tensors.copy(tall, Precision.FLOAT64);
        Tensors.fill(tiny, i -> Tensors.element(tall).applyAsDouble(i) * 1e-150);
        return Stream.of(
                tall,
                Matrices.random(12, 40, "wide"),
                Matrices.random(30, 30, "square"),
                dependent,
                tiny,
                Tensors.zeros(Precision.FLOAT64, 5, 3),
                Matrices.diagonal(3, 2, 2, 1, 0));
    }

    /** The check that every backend passes through refuses what is not a decomposition to within rounding. */
    @ParameterizedTest
    @MethodSource("matrices")
    void decomposesCorrectly(Tensor matrix) {
        Svd svd = new CheckedBackend(Referee.NAME, new Referee()).svd(matrix);
        assertEquals(Math.min(matrix.rows(), matrix.columns()), svd.s().length);
    }

    @Test
    void findsKnownSingularValues() {
        double[] expected = {3, 2, 2, 1, 0};
        double[] found = new Referee().svd(Matrices.diagonal(1, 3, 0, 2, 2)).s();
        assertArrayEquals(expected, found, 5 * 3 * Precision.FLOAT64.unitRoundoff());
    }

    @Test
    void multipliesByDefinitionInEveryTransposition() {
        Tensor a = Tensors.of(new double[] {1, 2, 3}, new double[] {4, 5, 6});
        Tensor b = Tensors.of(new double[] {7, 8}, new double[] {9, 10}, new double[] {11, 12});
        for (Transpose ta : Transpose.values()) {
            for (Transpose tb : Transpose.values()) {
                Tensor left = ta == Transpose.NO ? a : Tensors.transpose(a);
                Tensor right = tb == Transpose.NO ? b : Tensors.transpose(b);
                Tensor c = Tensors.of(new double[] {1, 1}, new double[] {1, Double.MIN_VALUE});
                new Referee().gemm(ta, left, tb, right, 2, 3, c);
                assertArrayEquals(new double[] {119, 131, 281, 308}, c.doubles());
            }
        }
    }

    @Test
    void oldContentCountsForNothingWithoutBeta() {
        Tensor c = Tensors.of(new double[] {Double.NaN});
        Tensor two = Tensors.of(new double[] {2});
        new Referee().gemm(Transpose.NO, two, Transpose.NO, two, 1, 0, c);
        assertTrue(c.get(0, 0) == 4);
    }
}
