package dev.eckart.conformance;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.eckart.registry.CheckedBackend;
import dev.eckart.spi.EckartException;
import dev.eckart.spi.Seed;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.backend.Eigen;
import dev.eckart.spi.backend.Svd;
import dev.eckart.spi.backend.Transpose;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The rules B7, B8, B11 and B12, for how a backend treats what it is handed and what it returns.
 *
 * @param backend the backend under test
 * @param another a second one, opened alike
 * @param seed randomness of the operands
 */
record CallRules(Backend backend, Backend another, Seed seed) {
    private static final List<int[]> SHAPES = List.of(new int[] {9, 4}, new int[] {4, 9}, new int[] {5, 5});

    void inputsUnchanged() {
        for (Transpose transpose : Transpose.values()) {
            Product product = square(transpose, UnaryOperator.identity());
            Bits before = Bits.of(product.a(), product.b());
            product.run(backend);
            before.check("B7", "a product changed an operand", Bits.of(product.a(), product.b()));
        }
        for (int[] shape : SHAPES) {
            Tensor a = normal(shape);
            Bits before = Bits.of(a);
            Svd svd = backend.svd(a);
            before.check("B7", "a decomposition changed its matrix", Bits.of(a));
            Bits first = Bits.of(svd);
            Tensors.fill(svd.u(), i -> Double.NaN);
            Tensors.fill(svd.v(), i -> Double.NaN);
            Arrays.fill(svd.s(), Double.NaN);
            before.check("B7", "a factor shares the matrix's elements", Bits.of(a));
            first.check("B7", "a factor is reused", Bits.of(backend.svd(Tensors.copy(a, Precision.FLOAT64))));
        }
        Tensor symmetric = symmetric();
        Bits before = Bits.of(symmetric);
        Eigen eigen = backend.eigen(symmetric);
        before.check("B7", "an eigendecomposition changed its matrix", Bits.of(symmetric));
        Bits first = Bits.of(eigen);
        Tensors.fill(eigen.vectors(), i -> Double.NaN);
        Arrays.fill(eigen.values(), Double.NaN);
        before.check("B7", "the vectors share the matrix's elements", Bits.of(symmetric));
        first.check("B7", "the vectors are reused", Bits.of(backend.eigen(symmetric())));
        Tensor columns = normal(9, 4);
        Bits tall = Bits.of(columns);
        Tensors.fill(backend.orthonormal(columns), i -> Double.NaN);
        tall.check("B7", "a basis changed its columns", Bits.of(columns));
    }

    void foreignTensorsAccepted() {
        for (Transpose transpose : Transpose.values()) {
            square(transpose, ForeignTensor::copy).check("B8", backend);
        }
        for (int[] shape : SHAPES) {
            Bits own = Bits.of(backend.svd(normal(shape)));
            own.check("B8", "a foreign matrix's SVD", Bits.of(backend.svd(ForeignTensor.copy(normal(shape)))));
        }
        Bits own = Bits.of(backend.eigen(symmetric()));
        own.check("B8", "a foreign matrix's eigenvectors", Bits.of(backend.eigen(ForeignTensor.copy(symmetric()))));
        Bits.of(backend.orthonormal(normal(9, 4)))
                .check("B8", "a foreign basis", Bits.of(backend.orthonormal(ForeignTensor.copy(normal(9, 4)))));
    }

    void sameBits() {
        for (Transpose transpose : Transpose.values()) {
            Bits first = result(backend, transpose);
            first.check("B11", "the same product again", result(backend, transpose));
            first.check("B11", "the same product by a second backend opened alike", result(another, transpose));
        }
        for (int[] shape : SHAPES) {
            Bits first = Bits.of(backend.svd(normal(shape)));
            first.check("B11", "the same SVD again", Bits.of(backend.svd(normal(shape))));
            first.check("B11", "the same SVD by a second backend", Bits.of(another.svd(normal(shape))));
        }
        Bits first = Bits.of(backend.eigen(symmetric()));
        first.check("B11", "the same eigenvectors again", Bits.of(backend.eigen(symmetric())));
        first.check("B11", "the same eigenvectors by a second backend", Bits.of(another.eigen(symmetric())));
        Bits.of(backend.orthonormal(normal(9, 4)))
                .check("B11", "the same basis by a second backend", Bits.of(another.orthonormal(normal(9, 4))));
    }

    void notFiniteRefused() {
        CheckedBackend checked = new CheckedBackend("under test", backend);
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            Tensor a = normal(4, 3);
            a.set(2, 1, bad);
            EckartException refusal = assertThrows(EckartException.class, () -> checked.svd(a), "B12: svd of " + bad);
            assertFalse(refusal.getMessage().contains("\n"), "B12: the message must be one line");
            Tensor symmetric = symmetric();
            symmetric.set(1, 1, bad);
            assertThrows(EckartException.class, () -> checked.eigen(symmetric), "B12: eigenvectors of " + bad);
            assertThrows(EckartException.class, () -> checked.orthonormal(a), "B12: basis of " + bad);
        }
    }

    private Bits result(Backend by, Transpose transpose) {
        Product product = square(transpose, UnaryOperator.identity());
        product.run(by);
        return Bits.of(product.c());
    }

    private Product square(Transpose transpose, UnaryOperator<Tensor> made) {
        Tensor a = made.apply(Draw.normal(backend.precision(), 70, 70, seed.split("a")));
        Tensor b = made.apply(Draw.normal(backend.precision(), 70, 70, seed.split("b")));
        Tensor c = made.apply(Draw.normal(backend.precision(), 70, 70, seed.split("c")));
        return new Product(transpose, a, transpose, b, 1.5, 0.5, c);
    }

    private Tensor symmetric() {
        Tensor a = normal(6, 6);
        Tensor symmetric = Tensors.zeros(Precision.FLOAT64, 6, 6);
        Tensors.fill(symmetric, i -> a.get(i / 6, i % 6) + a.get(i % 6, i / 6));
        return symmetric;
    }

    private Tensor normal(int... shape) {
        return Draw.normal(Precision.FLOAT64, shape[0], shape[1], seed.split("svd"));
    }
}
