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

    /** The vectors M x, two rows of M at a time: eight sums do not wait for each other. */
    Probes times(Tensor m) {
        double[] matrix = m.doubles();
        double[] product = new double[m.rows() * COUNT];
        for (int i = 0; i < m.rows(); i += 2) {
            // Of an odd number the last row is multiplied twice.
            multiplyRows(matrix, i, Math.min(i + 1, m.rows() - 1), product);
        }
        return new Probes(m.rows(), product);
    }

    private void multiplyRows(double[] matrix, int first, int second, double[] product) {
        double p0 = 0;
        double p1 = 0;
        double p2 = 0;
        double p3 = 0;
        double q0 = 0;
        double q1 = 0;
        double q2 = 0;
        double q3 = 0;
        for (int j = 0; j < rows; j++) {
            double p = matrix[first * rows + j];
            double q = matrix[second * rows + j];
            double x0 = elements[j * COUNT];
            double x1 = elements[j * COUNT + 1];
            double x2 = elements[j * COUNT + 2];
            double x3 = elements[j * COUNT + 3];
            p0 += p * x0;
            p1 += p * x1;
            p2 += p * x2;
            p3 += p * x3;
            q0 += q * x0;
            q1 += q * x1;
            q2 += q * x2;
            q3 += q * x3;
        }
        set(product, first, p0, p1, p2, p3);
        set(product, second, q0, q1, q2, q3);
    }

    private static void set(double[] product, int row, double p0, double p1, double p2, double p3) {
        product[row * COUNT] = p0;
        product[row * COUNT + 1] = p1;
        product[row * COUNT + 2] = p2;
        product[row * COUNT + 3] = p3;
    }

    /**
     * The vectors M' x, three rows of M at a time, each copied into an array of its own: then the JIT compiler makes vectors
     * of the loops.
     */
    Probes timesTransposed(Tensor m) {
        double[] matrix = m.doubles();
        int columns = m.columns();
        double[][] sums = new double[COUNT][columns];
        double[][] three = new double[3][columns];
        for (int i = 0; i < rows; i += three.length) {
            for (int k = 0; k < three.length && i + k < rows; k++) {
                System.arraycopy(matrix, (i + k) * columns, three[k], 0, columns);
            }
            for (int k = 0; k < COUNT; k++) {
                add(three, entry(i, k), entry(i + 1, k), entry(i + 2, k), sums[k]);
            }
        }
        double[] product = new double[columns * COUNT];
        Arrays.setAll(product, i -> sums[i % COUNT][i / COUNT]);
        return new Probes(columns, product);
    }

    /** Zero beyond the last row: what an earlier one has left in its place counts nothing then. */
    private double entry(int row, int vector) {
        return row < rows ? elements[row * COUNT + vector] : 0;
    }

    private static void add(double[][] three, double x, double y, double z, double[] sums) {
        double[] p = three[0];
        double[] q = three[1];
        double[] r = three[2];
        for (int j = 0; j < sums.length; j++) {
            sums[j] += x * p[j] + y * q[j] + z * r[j];
        }
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
