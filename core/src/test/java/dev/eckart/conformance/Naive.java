package dev.eckart.conformance;

import dev.eckart.spi.backend.Transpose;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Matrix arithmetic by its definition, in float64: what backends are compared with. */
final class Naive {
    private Naive() {}

    /** {@code alpha op(A) op(B) + beta C}; with {@code beta = 0} without reading C. */
    static double[] product(Product p) {
        double[] a = elements(p.transposeA(), p.a());
        double[] b = elements(p.transposeB(), p.b());
        int inner = p.inner();
        int columns = p.c().columns();
        double[] result = new double[p.c().size()];
        for (int i = 0; i < p.c().rows(); i++) {
            for (int l = 0; l < inner; l++) {
                double factor = p.alpha() * a[i * inner + l];
                for (int j = 0; j < columns; j++) {
                    result[i * columns + j] += factor * b[l * columns + j];
                }
            }
        }
        if (p.beta() != 0) {
            Arrays.setAll(result, i -> result[i] + p.beta() * p.c().get(i / columns, i % columns));
        }
        return result;
    }

    /** {@code A B} of float64 matrices. */
    static Tensor product(Tensor a, Tensor b) {
        Tensor c = Tensors.zeros(Precision.FLOAT64, a.rows(), b.columns());
        double[] elements = product(new Product(Transpose.NO, a, Transpose.NO, b, 1, 0, c));
        return Tensors.wrap(a.rows(), b.columns(), elements);
    }

    /** {@code A - B} of float64 matrices. */
    static Tensor difference(Tensor a, Tensor b) {
        Tensor difference = Tensors.zeros(Precision.FLOAT64, a.rows(), a.columns());
        Tensors.fill(difference, i -> a.doubles()[i] - b.doubles()[i]);
        return difference;
    }

    /** {@code M diag(s)}. */
    static Tensor scaleColumns(Tensor m, double[] s) {
        Tensor scaled = Tensors.copy(m, Precision.FLOAT64);
        Tensors.fill(scaled, i -> m.doubles()[i] * s[i % s.length]);
        return scaled;
    }

    static Tensor identity(int size) {
        Tensor identity = Tensors.zeros(Precision.FLOAT64, size, size);
        IntStream.range(0, size).forEach(i -> identity.set(i, i, 1));
        return identity;
    }

    private static double[] elements(Transpose transpose, Tensor tensor) {
        Tensor matrix = transpose == Transpose.NO ? tensor : Tensors.transpose(tensor);
        return Tensors.copy(matrix, Precision.FLOAT64).doubles();
    }
}
