package dev.eckart.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.eckart.registry.CheckedBackend;
import dev.eckart.spi.Backend;
import dev.eckart.spi.EckartException;
import dev.eckart.spi.Seed;
import dev.eckart.spi.Svd;
import dev.eckart.spi.Transpose;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;

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
            List<Double> before = elements(product.a(), product.b());
            product.run(backend);
            assertEquals(before, elements(product.a(), product.b()), "B7: a product changed an operand");
        }
        for (int[] shape : SHAPES) {
            Tensor a = normal(shape);
            List<Double> before = elements(a);
            Svd svd = backend.svd(a);
            assertEquals(before, elements(a), "B7: a decomposition changed its matrix");
            List<Double> first = elements(svd);
            Tensors.fill(svd.u(), i -> Double.NaN);
            Tensors.fill(svd.v(), i -> Double.NaN);
            Arrays.fill(svd.s(), Double.NaN);
            assertEquals(before, elements(a), "B7: a factor shares the matrix's elements");
            assertEquals(first, elements(backend.svd(Tensors.copy(a, Precision.FLOAT64))), "B7: a factor is reused");
        }
    }

    void foreignTensorsAccepted() {
        for (Transpose transpose : Transpose.values()) {
            square(transpose, ForeignTensor::copy).check("B8", backend);
        }
        for (int[] shape : SHAPES) {
            List<Double> own = elements(backend.svd(normal(shape)));
            assertEquals(own, elements(backend.svd(ForeignTensor.copy(normal(shape)))), "B8: a foreign matrix's SVD");
        }
    }

    void sameBits() {
        for (Transpose transpose : Transpose.values()) {
            List<Double> first = result(backend, transpose);
            assertEquals(first, result(backend, transpose), "B11: the same product again");
            assertEquals(first, result(another, transpose), "B11: the same product by a second backend opened alike");
        }
        for (int[] shape : SHAPES) {
            List<Double> first = elements(backend.svd(normal(shape)));
            assertEquals(first, elements(backend.svd(normal(shape))), "B11: the same SVD again");
            assertEquals(first, elements(another.svd(normal(shape))), "B11: the same SVD by a second backend");
        }
    }

    void notFiniteRefused() {
        CheckedBackend checked = new CheckedBackend("under test", backend);
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            Tensor a = normal(4, 3);
            a.set(2, 1, bad);
            EckartException refusal = assertThrows(EckartException.class, () -> checked.svd(a), "B12: svd of " + bad);
            assertFalse(refusal.getMessage().contains("\n"), "B12: the message must be one line");
        }
    }

    private List<Double> result(Backend by, Transpose transpose) {
        Product product = square(transpose, UnaryOperator.identity());
        product.run(by);
        return elements(product.c());
    }

    private Product square(Transpose transpose, UnaryOperator<Tensor> made) {
        Tensor a = made.apply(Draw.normal(backend.precision(), 70, 70, seed.split("a")));
        Tensor b = made.apply(Draw.normal(backend.precision(), 70, 70, seed.split("b")));
        Tensor c = made.apply(Draw.normal(backend.precision(), 70, 70, seed.split("c")));
        return new Product(transpose, a, transpose, b, 1.5, 0.5, c);
    }

    private Tensor normal(int... shape) {
        return Draw.normal(Precision.FLOAT64, shape[0], shape[1], seed.split("svd"));
    }

    /** Boxed, because {@link Double#equals} compares bits. */
    private static List<Double> elements(Tensor... tensors) {
        return Arrays.stream(tensors)
                .flatMapToDouble(
                        t -> Arrays.stream(Tensors.copy(t, Precision.FLOAT64).doubles()))
                .boxed()
                .toList();
    }

    private static List<Double> elements(Svd svd) {
        return DoubleStream.concat(
                        elements(svd.u(), svd.v()).stream().mapToDouble(Double::doubleValue), DoubleStream.of(svd.s()))
                .boxed()
                .toList();
    }
}
