package dev.eckart.conformance;

import dev.eckart.spi.Seed;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The matrices that decompositions are tried on, each for a way in which one can go wrong. */
public final class Matrices {
    private static final int REFLECTIONS = 3;

    private Matrices() {}

    /**
     * All of them.
     *
     * @param seed randomness of the random ones
     * @return small ones and large ones
     */
    public static List<NamedMatrix> all(Seed seed) {
        return Stream.concat(small(seed).stream(), large(seed).stream()).toList();
    }

    /**
     * Those that every library decomposes in no time: shapes, structure, spectra and scales.
     *
     * @param seed randomness of the random ones
     * @return matrices with sides up to 40
     */
    public static List<NamedMatrix> small(Seed seed) {
        double[] halves = spectrum(12, i -> Math.pow(2, -i));
        double[] graded = spectrum(10, i -> Math.pow(10, -i));
        double[] repeated = spectrum(8, i -> i < 4 ? 3 : 1);
        return List.of(
                NamedMatrix.known("1 x 1", Tensors.of(new double[] {-2.5}), 2.5),
                NamedMatrix.known("row 1 x 4", Tensors.of(new double[] {2, -4, 5, 6}), 9),
                NamedMatrix.known("column 4 x 1", Tensors.of(rows(2, -4, 5, 6)), 9),
                NamedMatrix.of("square 9 x 9", normal(9, 9, seed)),
                NamedMatrix.of("tall 21 x 6", normal(21, 6, seed)),
                NamedMatrix.of("wide 6 x 21", normal(6, 21, seed)),
                NamedMatrix.known("zero 5 x 3", filled(5, 3, i -> 0), 0, 0, 0),
                NamedMatrix.known("identity 7 x 7", Naive.identity(7), 1, 1, 1, 1, 1, 1, 1),
                NamedMatrix.known("all ones 3 x 5", filled(3, 5, i -> 1), Math.sqrt(15), 0, 0),
                NamedMatrix.of("copied rows 12 x 8", copiedRows(12, 8, 3, seed)),
                NamedMatrix.known("halving values 40 x 12", composed(40, 12, halves, seed), halves),
                NamedMatrix.known("repeated values 8 x 15", composed(8, 15, repeated, seed), repeated),
                NamedMatrix.known("graded values 10 x 10", composed(10, 10, graded, seed), graded),
                NamedMatrix.of("huge 11 x 7", scaled(normal(11, 7, seed), 1e150)),
                NamedMatrix.of("tiny 7 x 11", scaled(normal(7, 11, seed), 1e-150)));
    }

    /**
     * Sizes at which native libraries were caught returning wrong factors with a status of success.
     *
     * @param seed randomness
     * @return matrices with sides up to 784
     */
    public static List<NamedMatrix> large(Seed seed) {
        return List.of(
                NamedMatrix.of("256 x 256", normal(256, 256, seed)),
                NamedMatrix.of("784 x 100", normal(784, 100, seed)),
                NamedMatrix.of("784 x 300", normal(784, 300, seed)));
    }

    /**
     * Those whose rows or columns depend on each other exactly, at sizes at which a library that reduces what is left of
     * them again and again ends at numbers too small to have directions.
     *
     * @param seed randomness
     * @return matrices with sides up to 128
     */
    public static List<NamedMatrix> dependent(Seed seed) {
        return IntStream.range(0, 2)
                .mapToObj(draw -> dependent(draw, seed.split("dependent").split(draw)))
                .flatMap(List::stream)
                .toList();
    }

    private static List<NamedMatrix> dependent(int draw, Seed seed) {
        Tensor block = normal(60, 40, seed);
        Tensor column = normal(64, 1, seed);
        Tensor row = normal(1, 48, seed);
        return List.of(
                NamedMatrix.of("equal rows 40 x 30, draw " + draw, copiedRows(40, 30, 1, seed)),
                NamedMatrix.of("equal rows 30 x 100, draw " + draw, copiedRows(30, 100, 1, seed)),
                NamedMatrix.of("equal columns 40 x 30, draw " + draw, copiedColumns(40, 30, 1, seed)),
                NamedMatrix.of("equal columns 50 x 128, draw " + draw, copiedColumns(50, 128, 1, seed)),
                NamedMatrix.of("two rows repeated 128 x 64, draw " + draw, copiedRows(128, 64, 2, seed)),
                NamedMatrix.of("three columns repeated 100 x 100, draw " + draw, copiedColumns(100, 100, 3, seed)),
                NamedMatrix.of("column times row 64 x 48, draw " + draw, filled(64, 48, i ->
                        (float) (column.get(i / 48, 0) * row.get(0, i % 48)))),
                NamedMatrix.of(
                        "block of zeros 60 x 40, draw " + draw,
                        filled(60, 40, i -> i % 40 < 20 && i / 40 < 30 ? block.get(0, i % 40) : 0)));
    }

    /**
     * Symmetric ones, with eigenvalues of either sign, some of them opposite to each other, and without.
     *
     * @param seed randomness of the random ones
     * @return matrices with sides up to 200
     */
    public static List<NamedMatrix> symmetric(Seed seed) {
        return Stream.concat(
                        smallSymmetric(seed).stream(),
                        Stream.of(NamedMatrix.of("symmetric 200 x 200", mirrored(normal(200, 200, seed)))))
                .toList();
    }

    /**
     * Those that every library decomposes in no time.
     *
     * @param seed randomness of the random ones
     * @return matrices with sides up to 40
     */
    public static List<NamedMatrix> smallSymmetric(Seed seed) {
        double[] opposite = {3, 3, 1, 0.5, 0, 0, -0.5, -1, -3, -3};
        double[] graded = spectrum(12, i -> Math.pow(10, -i));
        Tensor few = normal(30, 5, seed);
        Tensor random = mirrored(normal(40, 40, seed));
        return List.of(
                NamedMatrix.known("symmetric 1 x 1", Tensors.of(new double[] {-2.5}), -2.5),
                NamedMatrix.known("exchange 2 x 2", Tensors.of(new double[] {0, 1}, new double[] {1, 0}), 1, -1),
                NamedMatrix.known("zero 5 x 5", filled(5, 5, i -> 0), 0, 0, 0, 0, 0),
                NamedMatrix.known("identity 7 x 7", Naive.identity(7), 1, 1, 1, 1, 1, 1, 1),
                NamedMatrix.known("all ones 4 x 4", filled(4, 4, i -> 1), 4, 0, 0, 0),
                NamedMatrix.known("opposite values 10 x 10", diagonalisable(opposite, seed), opposite),
                NamedMatrix.known("graded values 12 x 12", diagonalisable(graded, seed), graded),
                NamedMatrix.of("rank 5, 30 x 30", Naive.product(few, Tensors.transpose(few))),
                NamedMatrix.of("symmetric 40 x 40", random),
                NamedMatrix.of("huge symmetric 40 x 40", scaled(random, 1e150)),
                NamedMatrix.of("tiny symmetric 40 x 40", scaled(random, 1e-150)));
    }

    /** A symmetric matrix with the given eigenvalues: a diagonal one between the same reflections. */
    private static Tensor diagonalisable(double[] values, Seed seed) {
        Tensor matrix = Tensors.zeros(Precision.FLOAT64, values.length, values.length);
        IntStream.range(0, values.length).forEach(i -> matrix.set(i, i, values[i]));
        Seed reflections = seed.split("reflections");
        Tensor once = matrix;
        Tensor twice = matrix;
        for (int side = 0; side < 2; side++) {
            SplittableRandom random = reflections.random();
            for (int i = 0; i < REFLECTIONS; i++) {
                once = reflected(once, random);
            }
            twice = once;
            once = Tensors.transpose(once);
        }
        return mirrored(twice);
    }

    /** Symmetric to the last bit. */
    private static Tensor mirrored(Tensor a) {
        return filled(
                a.rows(), a.rows(), i -> (a.get(i / a.rows(), i % a.rows()) + a.get(i % a.rows(), i / a.rows())) / 2);
    }

    /**
     * Those that can be the weights of a layer in either precision, and one with dead inputs.
     *
     * @param seed randomness of the random ones
     * @return matrices with sides up to 40
     */
    public static List<NamedMatrix> weights(Seed seed) {
        Tensor dead = normal(20, 6, seed);
        Tensors.fill(dead, i -> i / 6 % 4 == 0 ? 0 : dead.doubles()[i]);
        return Stream.concat(
                        small(seed).stream().filter(Matrices::ordinary),
                        Stream.of(NamedMatrix.of("dead inputs 20 x 6", dead)))
                .toList();
    }

    /** Whether a float32 has room for the matrix and for the square of its norm. */
    private static boolean ordinary(NamedMatrix matrix) {
        double norm = Tensors.norm(matrix.matrix());
        return norm == 0 || norm * norm < Float.MAX_VALUE && norm * norm > Float.MIN_NORMAL;
    }

    private static Tensor normal(int rows, int columns, Seed seed) {
        return Draw.normal(Precision.FLOAT64, rows, columns, seed.split(rows).split(columns));
    }

    private static Tensor filled(int rows, int columns, IntToDoubleFunction value) {
        Tensor tensor = Tensors.zeros(Precision.FLOAT64, rows, columns);
        Tensors.fill(tensor, value);
        return tensor;
    }

    private static double[][] rows(double... column) {
        return Arrays.stream(column).mapToObj(x -> new double[] {x}).toArray(double[][]::new);
    }

    private static Tensor scaled(Tensor tensor, double factor) {
        return filled(tensor.rows(), tensor.columns(), i -> factor * tensor.doubles()[i]);
    }

    /** Exactly of the given rank: a row that is copied, not scaled, is dependent without rounding. */
    private static Tensor copiedRows(int rows, int columns, int rank, Seed seed) {
        Tensor few = normal(rank, columns, seed);
        return filled(rows, columns, i -> few.get(i / columns % rank, i % columns));
    }

    private static Tensor copiedColumns(int rows, int columns, int rank, Seed seed) {
        return Tensors.transpose(copiedRows(columns, rows, rank, seed));
    }

    private static double[] spectrum(int size, IntToDoubleFunction value) {
        return IntStream.range(0, size).mapToDouble(value).toArray();
    }

    /** A matrix with the given singular values, from both sides of a diagonal one multiplied by reflections. */
    private static Tensor composed(int rows, int columns, double[] values, Seed seed) {
        Tensor diagonal = Tensors.zeros(Precision.FLOAT64, rows, columns);
        IntStream.range(0, values.length).forEach(i -> diagonal.set(i, i, values[i]));
        SplittableRandom random = seed.split("reflections").random();
        Tensor matrix = diagonal;
        for (int i = 0; i < 2 * REFLECTIONS; i++) {
            matrix = Tensors.transpose(reflected(matrix, random));
        }
        return matrix;
    }

    /** {@code (I - 2 v v' / v'v) A}: orthogonal whatever v is (Householder, 1958). */
    private static Tensor reflected(Tensor a, SplittableRandom random) {
        Tensor v = Tensors.zeros(Precision.FLOAT64, a.rows(), 1);
        Tensors.fill(v, i -> random.nextGaussian());
        double squared = Tensors.norm(v) * Tensors.norm(v);
        Tensor projected = Naive.product(Tensors.transpose(v), a);
        return filled(
                a.rows(),
                a.columns(),
                i -> a.doubles()[i]
                        - 2 * v.doubles()[i / a.columns()] * projected.doubles()[i % a.columns()] / squared);
    }
}
