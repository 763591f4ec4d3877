package dev.eckart.registry;

import dev.eckart.spi.Seed;
import dev.eckart.tensor.Tensor;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A few random vectors that a matrix is multiplied with instead of being looked at element by element.
 *
 * <p>R. Freivalds, Probabilistic machines can use less running time, 1977. With independent standard normal entries
 * the expected squared length of R x is the squared Frobenius norm of R, so that the root mean square over the vectors
 * estimates that norm in one pass over R's factors. Four vectors, one pass: their sums are independent, which is what
 * keeps the processor busy. An error of rank one is underestimated a hundredfold for less than one matrix in
 * 10<sup>7</sup>.
 *
 * @param rows length of each vector
 * @param elements the vectors as columns, rows x 4, row by row
 */
record Probes(int rows, double[] elements) {
    private static final int COUNT = 4;

    /** The same vectors each time, because the same input shall give the same answer. */
    static Probes gaussian(int rows) {
        SplittableRandom random = new Seed(1977).split("probes").random();
        double[] elements = new double[rows * COUNT];
        Arrays.setAll(elements, i -> random.nextGaussian());
        return new Probes(rows, elements);
    }

    /** The vectors M x. */
    Probes times(Tensor m) {
        double[] matrix = m.doubles();
        double[] product = new double[m.rows() * COUNT];
        for (int i = 0; i < m.rows(); i++) {
            double p0 = 0;
            double p1 = 0;
            double p2 = 0;
            double p3 = 0;
            for (int j = 0, at = i * rows; j < rows; j++) {
                double entry = matrix[at + j];
                p0 += entry * elements[j * COUNT];
                p1 += entry * elements[j * COUNT + 1];
                p2 += entry * elements[j * COUNT + 2];
                p3 += entry * elements[j * COUNT + 3];
            }
            product[i * COUNT] = p0;
            product[i * COUNT + 1] = p1;
            product[i * COUNT + 2] = p2;
            product[i * COUNT + 3] = p3;
        }
        return new Probes(m.rows(), product);
    }

    /** The vectors M' x. */
    Probes timesTransposed(Tensor m) {
        double[] matrix = m.doubles();
        int columns = m.columns();
        double[] product = new double[columns * COUNT];
        for (int i = 0; i < rows; i++) {
            double x0 = elements[i * COUNT];
            double x1 = elements[i * COUNT + 1];
            double x2 = elements[i * COUNT + 2];
            double x3 = elements[i * COUNT + 3];
            for (int j = 0, at = i * columns; j < columns; j++) {
                double entry = matrix[at + j];
                product[j * COUNT] += entry * x0;
                product[j * COUNT + 1] += entry * x1;
                product[j * COUNT + 2] += entry * x2;
                product[j * COUNT + 3] += entry * x3;
            }
        }
        return new Probes(columns, product);
    }

    /** Each row times its own factor: the vectors diag(s) x. */
    Probes scaled(double[] s, double common) {
        double[] product = new double[elements.length];
        Arrays.setAll(product, i -> elements[i] * (s[i / COUNT] * common));
        return new Probes(rows, product);
    }

    /** Every entry times one factor. */
    Probes scaled(double factor) {
        return new Probes(rows, Arrays.stream(elements).map(x -> x * factor).toArray());
    }

    /** Root mean square of the lengths of the differences. */
    double distance(Probes other) {
        double sum = 0;
        for (int i = 0; i < elements.length; i++) {
            double difference = elements[i] - other.elements[i];
            sum += difference * difference;
        }
        return Math.sqrt(sum / COUNT);
    }
}
