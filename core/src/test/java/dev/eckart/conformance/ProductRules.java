package dev.eckart.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.spi.Seed;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.backend.Transpose;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The rules B9, B10, B13, B14 and B15, for products.
 *
 * @param backend the backend under test
 * @param seed randomness of the operands
 */
record ProductRules(Backend backend, Seed seed) {
    /** Rows of C, inner size, columns of C: single ones in every place, odd ones, and ones beyond block sizes. */
    private static final List<int[]> SHAPES = List.of(
            new int[] {1, 1, 1},
            new int[] {1, 7, 1},
            new int[] {7, 1, 5},
            new int[] {1, 5, 3},
            new int[] {5, 3, 1},
            new int[] {3, 1, 1},
            new int[] {1, 1, 4},
            new int[] {17, 33, 9},
            new int[] {53, 105, 52},
            new int[] {128, 100, 50});

    private static final double[][] FACTORS = {{1, 0}, {-0.5, 0}, {1, 1}, {2.5, -1.5}, {0, 0.5}};
    private static final int FRESH = 50;

    void everyCombination() {
        for (int[] shape : SHAPES) {
            for (double[] factors : FACTORS) {
                for (Transpose transposeA : Transpose.values()) {
                    for (Transpose transposeB : Transpose.values()) {
                        product(shape, transposeA, transposeB, factors).check("B9", backend);
                    }
                }
            }
        }
    }

    private Product product(int[] shape, Transpose transposeA, Transpose transposeB, double... factors) {
        Tensor a = transposeA == Transpose.NO ? normal(shape[0], shape[1]) : normal(shape[1], shape[0]);
        Tensor b = transposeB == Transpose.NO ? normal(shape[1], shape[2]) : normal(shape[2], shape[1]);
        Tensor c = normal(shape[0], shape[2]);
        return new Product(transposeA, a, transposeB, b, factors[0], factors[1], c);
    }

    void oldContentIgnored() {
        for (double old : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            for (int[] shape : SHAPES) {
                Product product = product(shape, Transpose.NO, Transpose.NO, 1, 0);
                Tensors.fill(product.c(), i -> old);
                product.check("B10", backend);
            }
        }
    }

    void changedOperandSeen() {
        Product product = product(new int[] {6, 4, 5}, Transpose.NO, Transpose.YES, 1, 0.5);
        product.check("B13", backend);
        for (Tensor operand : List.of(product.a(), product.b(), product.c())) {
            Draw.refill(operand, seed.split("refilled"));
            product.check("B13", backend);
            operand.set(0, 0, 100);
            product.check("B13", backend);
        }
        IntStream.range(0, FRESH)
                .forEach(i -> Product.plain(fresh(3, 4, i), fresh(4, 2, i), fresh(3, 2, i))
                        .check("B13", backend));
    }

    void resultUsable() {
        Tensor c = normal(6, 6);
        Tensor square = normal(6, 6);
        for (int i = 0; i < 3; i++) {
            long version = c.version();
            Product.plain(fresh(6, 4, i), fresh(4, 6, i), c).check("B14", backend);
            assertTrue(c.version() > version, "B14: the version of C must grow with each product");
            Product.plain(c, c, square).check("B14", backend);
        }
    }

    void notFiniteReachesProduct() {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            for (Transpose transpose : Transpose.values()) {
                Tensor left = normal(4, 4);
                new Product(transpose, broken(bad), transpose, zeros(), 1, 0, left).run(backend);
                IntStream.range(0, 16).forEach(i -> reached(bad, i / 4 == 1, left.get(i / 4, i % 4)));
                Tensor right = normal(4, 4);
                new Product(transpose, zeros(), transpose, broken(bad), 1, 0, right).run(backend);
                IntStream.range(0, 16).forEach(i -> reached(bad, i % 4 == 1, right.get(i / 4, i % 4)));
            }
        }
    }

    private Tensor broken(double bad) {
        Tensor broken = normal(4, 4);
        broken.set(1, 1, bad);
        return broken;
    }

    private Tensor zeros() {
        return Tensors.zeros(precision(), 4, 4);
    }

    private static void reached(double bad, boolean inPath, double element) {
        assertEquals(
                inPath ? Double.NaN : 0,
                element + 0.0,
                () -> "B15: 0 x " + bad + " is NaN, and no other element of the product is touched by it");
    }

    private Tensor normal(int rows, int columns) {
        return fresh(rows, columns, 0);
    }

    private Tensor fresh(int rows, int columns, int index) {
        return Draw.normal(
                precision(), rows, columns, seed.split(rows).split(columns).split(index));
    }

    private Precision precision() {
        return backend.precision();
    }
}
