package dev.eckart.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.conformance.ReferenceBackendProvider;
import dev.eckart.reference.Fault;
import dev.eckart.reference.FaultyBackendProvider;
import dev.eckart.spi.EckartException;
import dev.eckart.spi.Seed;
import dev.eckart.spi.backend.BackendProvider;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Eigendecompositions and orthonormal bases, sound ones and wrong ones. */
class CheckedEigenTest {
    private static final BackendProvider.Settings FLOAT64 = new BackendProvider.Settings(Precision.FLOAT64, 1);

    private final CheckedBackend sound = CheckedBackend.open(new ReferenceBackendProvider(), FLOAT64);

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {
                "ASCENDING",
                "EIGENVECTORS_TRANSPOSED",
                "SIGNS_LOST",
                "OPPOSITES_MIXED",
                "EIGENVALUE_SLIGHTLY_OFF",
                "SCALE_IN_EIGENVECTOR"
            })
    void refusesWrongEigendecomposition(Fault fault) {
        CheckedBackend faulty = CheckedBackend.open(new FaultyBackendProvider(fault), FLOAT64);
        Tensor matrix = opposite(random(15, 15, 1));

        String message =
                assertThrows(EckartException.class, () -> faulty.eigen(matrix)).getMessage();

        assertEquals(30, sound.eigen(matrix).values().length);
        assertTrue(
                message.startsWith("backend 'faulty' returned a wrong eigendecomposition of a 30 x 30 matrix: "),
                message);
        assertFalse(message.contains("\n"), message);
    }

    @Test
    void refusesEigendecompositionOfHalfAMatrix() {
        Tensor matrix = opposite(random(3, 3, 1));
        matrix.set(4, 1, Math.nextUp(matrix.get(4, 1)));

        String message = assertThrows(IllegalArgumentException.class, () -> sound.eigen(matrix))
                .getMessage();
        assertEquals(
                "cannot decompose a 6 x 6 matrix as a symmetric one: the element in row 4, column 1 differs from the one"
                        + " across the diagonal",
                message);
        assertThrows(IllegalArgumentException.class, () -> sound.eigen(random(4, 3, 1)));
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"OBLIQUE_BASIS", "BASIS_ELSEWHERE"})
    void mendsOrRefusesWrongBasis(Fault fault) {
        CheckedBackend faulty = CheckedBackend.open(new FaultyBackendProvider(fault), FLOAT64);
        Tensor columns = random(30, 8, 1);

        assertEquals(8, sound.orthonormal(columns).columns());
        assertThrows(IllegalArgumentException.class, () -> sound.orthonormal(random(3, 4, 1)));
        if (fault == Fault.OBLIQUE_BASIS) {
            Tensor mended = faulty.orthonormal(columns);
            assertEquals(0, alongEachOther(mended), 32 * 30 * Precision.FLOAT64.unitRoundoff());
        } else {
            String message = assertThrows(EckartException.class, () -> faulty.orthonormal(columns))
                    .getMessage();
            assertTrue(message.contains("what lies outside of the span of Q is"), message);
        }
    }

    /** The product of the first two columns. */
    private static double alongEachOther(Tensor q) {
        double product = 0;
        for (int row = 0; row < q.rows(); row++) {
            product += q.get(row, 0) * q.get(row, 1);
        }
        return product;
    }

    /** B above its transpose, zeros on the diagonal: with each eigenvalue its opposite is one too. */
    private static Tensor opposite(Tensor b) {
        int n = b.rows();
        Tensor matrix = Tensors.zeros(Precision.FLOAT64, 2 * n, 2 * n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                matrix.set(i, n + j, b.get(i, j));
                matrix.set(n + j, i, b.get(i, j));
            }
        }
        return matrix;
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-300, 1e-150, 1, 1e150, 1e300})
    void acceptsSoundEigendecompositionAndRefusesSlightlyWrongOneAtEveryScale(double scale) {
        Tensor symmetric = opposite(random(10, 10, scale));
        CheckedBackend off = CheckedBackend.open(new FaultyBackendProvider(Fault.EIGENVALUE_SLIGHTLY_OFF), FLOAT64);
        assertEquals(20, sound.eigen(symmetric).values().length);
        assertThrows(EckartException.class, () -> off.eigen(symmetric));
    }

    private static Tensor random(int rows, int columns, double scale) {
        SplittableRandom random = new Seed(7).split(rows).split(columns).random();
        Tensor tensor = Tensors.zeros(Precision.FLOAT64, rows, columns);
        Tensors.fill(tensor, i -> scale * random.nextGaussian());
        return tensor;
    }
}
