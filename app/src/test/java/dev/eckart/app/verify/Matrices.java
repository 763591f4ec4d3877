package dev.eckart.app.verify;

import dev.eckart.spi.Seed;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.SplittableRandom;

/** Matrices to test with. */
final class Matrices {
    private Matrices() {}

    static Tensor random(int rows, int columns, String purpose) {
        SplittableRandom random = new Seed(1).split(purpose).random();
        Tensor matrix = Tensors.zeros(Precision.FLOAT64, rows, columns);
        Tensors.fill(matrix, i -> random.nextDouble(-1, 1));
        return matrix;
    }

    static Tensor diagonal(double... values) {
        Tensor matrix = Tensors.zeros(Precision.FLOAT64, values.length, values.length);
        for (int i = 0; i < values.length; i++) {
            matrix.set(i, i, values[i]);
        }
        return matrix;
    }
}
