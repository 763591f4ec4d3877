package dev.eckart.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.conformance.ReferenceBackendProvider;
import dev.eckart.reference.Fault;
import dev.eckart.reference.FaultyBackendProvider;
import dev.eckart.spi.EckartException;
import dev.eckart.spi.Seed;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.backend.BackendProvider;
import dev.eckart.spi.backend.Eigen;
import dev.eckart.spi.backend.Library;
import dev.eckart.spi.backend.Svd;
import dev.eckart.spi.backend.Transpose;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckedBackendTest {
    private static final BackendProvider.Settings FLOAT64 = new BackendProvider.Settings(Precision.FLOAT64, 1);

    private final CheckedBackend sound = CheckedBackend.open(new ReferenceBackendProvider(), FLOAT64);

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"UNSORTED", "NEGATIVE_VALUE", "V_TRANSPOSED", "SIGN_OF_U", "VALUE_SLIGHTLY_OFF", "SCALE_IN_U"})
    void refusesWrongDecomposition(Fault fault) {
        CheckedBackend faulty = CheckedBackend.open(new FaultyBackendProvider(fault), FLOAT64);
        Tensor matrix = random(30, 30, 1);

        String message =
                assertThrows(EckartException.class, () -> faulty.svd(matrix)).getMessage();

        assertTrue(
                message.startsWith("backend 'faulty' returned a wrong decomposition of a 30 x 30 matrix: "), message);
        assertTrue(message.endsWith("choose another backend"), message);
        assertFalse(message.contains("\n"), message);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-300, 1e-150, 1, 1e150, 1e300})
    void acceptsSoundDecompositionAndRefusesSlightlyWrongOneAtEveryScale(double scale) {
        Tensor matrix = random(60, 20, scale);
        CheckedBackend faulty = CheckedBackend.open(new FaultyBackendProvider(Fault.VALUE_SLIGHTLY_OFF), FLOAT64);

        assertEquals(20, sound.svd(matrix).s().length);
        assertThrows(EckartException.class, () -> faulty.svd(matrix));
    }

    @Test
    void vectorsOfLostSingularValuesAreMadeOrthonormal() {
        Tensor deficient = random(30, 4, 1);
        for (int i = 0; i < 30; i++) {
            deficient.set(i, 3, 0);
            deficient.set(i, 2, deficient.get(i, 0));
        }
        Svd mended = new CheckedBackend("tilting", new Tilting(sound, 2, 3)).svd(deficient);
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                double product = 0;
                for (int row = 0; row < 30; row++) {
                    product += mended.u().get(row, i) * mended.u().get(row, j);
                }
                assertEquals(i == j ? 1 : 0, product, 32 * 30 * Precision.FLOAT64.unitRoundoff());
            }
        }
    }

    @Test
    void vectorsThatMatterCannotBeMended() {
        String message = assertThrows(
                        EckartException.class,
                        () -> new CheckedBackend("tilting", new Tilting(sound, 0, 1)).svd(random(30, 4, 1)))
                .getMessage();
        assertTrue(message.contains("differs from the matrix by"), message);
    }

    @Test
    void noAnswerIsAWrongOne() {
        CheckedBackend silent = new CheckedBackend("silent", new Silent(sound));
        Tensor matrix = Tensors.of(new double[][] {{2, 1}, {1, 2}});
        for (Executable call : List.<Executable>of(
                () -> silent.svd(matrix), () -> silent.eigen(matrix), () -> silent.orthonormal(matrix))) {
            String message = assertThrows(EckartException.class, call).getMessage();
            assertTrue(message.startsWith("backend 'silent' returned a wrong "), message);
            assertTrue(message.contains("null"), message);
        }
    }

    /** Answers nothing. */
    private record Silent(Backend backend) implements Backend {
        @Override
        public Precision precision() {
            return backend.precision();
        }

        @Override
        public void gemm(Transpose ta, Tensor a, Transpose tb, Tensor b, double alpha, double beta, Tensor c) {
            backend.gemm(ta, a, tb, b, alpha, beta, c);
        }

        @Override
        public Svd svd(Tensor a) {
            return null;
        }

        @Override
        public Eigen eigen(Tensor symmetric) {
            return null;
        }

        @Override
        public Tensor orthonormal(Tensor columns) {
            return null;
        }
    }

    /** Adds 10<sup>-7</sup> of one left singular vector to another. */
    private record Tilting(Backend backend, int from, int to) implements Backend {
        @Override
        public Precision precision() {
            return backend.precision();
        }

        @Override
        public void gemm(
                Transpose transposeA, Tensor a, Transpose transposeB, Tensor b, double alpha, double beta, Tensor c) {
            backend.gemm(transposeA, a, transposeB, b, alpha, beta, c);
        }

        @Override
        public Svd svd(Tensor a) {
            Svd svd = backend.svd(a);
            for (int row = 0; row < svd.u().rows(); row++) {
                svd.u().set(row, to, svd.u().get(row, to) + 1e-7 * svd.u().get(row, from));
            }
            return svd;
        }
    }

    @Test
    void decomposesFloat32AsItsExactFloat64Copy() {
        Tensor narrow = Tensors.copy(random(8, 5, 1), Precision.FLOAT32);

        Svd ofNarrow = sound.svd(narrow);
        Svd ofWide = sound.svd(Tensors.copy(narrow, Precision.FLOAT64));

        for (int i = 0; i < 5; i++) {
            assertEquals(ofWide.s()[i], ofNarrow.s()[i]);
        }
    }

    @Test
    void namesElementThatIsNotFinite() {
        Tensor matrix = random(4, 3, 1);
        matrix.set(2, 1, Double.NaN);

        String message =
                assertThrows(EckartException.class, () -> sound.svd(matrix)).getMessage();

        assertTrue(message.contains("row 2, column 1 is NaN"), message);
    }

    @Test
    void namesShapesThatDoNotFit() {
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> multiply(random(3, 4, 1), random(3, 2, 1), random(3, 2, 1)))
                .getMessage();

        assertEquals("cannot multiply A, 3 x 4, by B, 3 x 2, into C, 3 x 2", message);
    }

    @Test
    void refusesAnotherPrecision() {
        Tensor narrow = Tensors.zeros(Precision.FLOAT32, 3, 3);

        String message = assertThrows(
                        IllegalArgumentException.class, () -> multiply(random(3, 3, 1), narrow, random(3, 3, 1)))
                .getMessage();

        assertTrue(message.startsWith("B, 3 x 3, is float32, but backend 'reference' works in float64"), message);
    }

    @Test
    void refusesResultThatSharesElementsWithOperand() {
        double[] elements = new double[9];
        Tensor a = Tensors.wrap(3, 3, elements);
        Tensor b = random(3, 3, 1);

        assertThrows(IllegalArgumentException.class, () -> multiply(a, b, b));
        assertThrows(IllegalArgumentException.class, () -> multiply(a, b, a));
        assertThrows(IllegalArgumentException.class, () -> multiply(a, b, Tensors.wrap(3, 3, elements)));
    }

    @Test
    void opensOnlyDeclaredPrecisions() {
        BackendProvider narrow = new Narrow(new ReferenceBackendProvider());

        String message = assertThrows(EckartException.class, () -> CheckedBackend.open(narrow, FLOAT64))
                .getMessage();

        assertEquals("backend 'reference' does not multiply in float64; it offers [float32]", message);
        assertSame(
                Precision.FLOAT32,
                CheckedBackend.open(narrow, new BackendProvider.Settings(Precision.FLOAT32, 1))
                        .precision());
    }

    @Test
    void saysInOneLineWhyALibraryCannotBeLoaded() {
        BackendProvider broken = new Broken(new UnsatisfiedLinkError("no nothing\n in the path"));
        BackendProvider.Settings settings = new BackendProvider.Settings(Precision.FLOAT32, 1);

        EckartException thrown = assertThrows(EckartException.class, () -> CheckedBackend.open(broken, settings));

        assertEquals(
                "backend 'broken' could not be loaded: java.lang.UnsatisfiedLinkError: no nothing in the path;"
                        + " check that its libraries fit this system, or choose another backend",
                thrown.getMessage());
    }

    /** A backend whose library is not there. */
    private record Broken(LinkageError reason) implements BackendProvider {
        @Override
        public String name() {
            return "broken";
        }

        @Override
        public Library library() {
            return new Library("none", "unknown");
        }

        @Override
        public Set<Precision> precisions() {
            return EnumSet.allOf(Precision.class);
        }

        @Override
        public Backend create(Settings settings) {
            throw new IllegalStateException("the loader failed", reason);
        }
    }

    private void multiply(Tensor a, Tensor b, Tensor c) {
        sound.gemm(Transpose.NO, a, Transpose.NO, b, 1, 0, c);
    }

    private static Tensor random(int rows, int columns, double scale) {
        SplittableRandom random = new Seed(7).split(rows).split(columns).random();
        Tensor tensor = Tensors.zeros(Precision.FLOAT64, rows, columns);
        Tensors.fill(tensor, i -> scale * random.nextGaussian());
        return tensor;
    }
}
