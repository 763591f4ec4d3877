package dev.eckart.conformance;

import static org.junit.jupiter.api.Assumptions.abort;

import dev.eckart.spi.Seed;
import dev.eckart.spi.infer.InferenceKernel;
import dev.eckart.spi.infer.InferenceKernelProvider;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A layer that a kernel is asked for.
 *
 * @param kernels the plug-in under test
 * @param first W, inputs x outputs, or P, height x a
 * @param second b, 1 x outputs, or Q, width x b
 * @param bilinear whether the layer is P' X Q
 * @param rectified whether a rectifier follows
 */
record KernelCase(InferenceKernelProvider kernels, Tensor first, Tensor second, boolean bilinear, boolean rectified) {
    /** Inputs and outputs: single ones, odd ones, fewer than a vector has, multiples of vectors, one more, and one less. */
    private static final List<int[]> AFFINE = List.of(
            new int[] {1, 1},
            new int[] {1, 40},
            new int[] {7, 3},
            new int[] {13, 16},
            new int[] {33, 17},
            new int[] {20, 32},
            new int[] {11, 33},
            new int[] {40, 64},
            new int[] {70, 65},
            new int[] {19, 127},
            new int[] {24, 130});

    /** Height, width, a, b: narrower than a vector, one, and wider. */
    private static final List<int[]> BILINEAR = List.of(
            new int[] {1, 1, 1, 1},
            new int[] {3, 5, 2, 4},
            new int[] {9, 8, 5, 8},
            new int[] {12, 17, 7, 3},
            new int[] {28, 28, 10, 7},
            new int[] {5, 33, 21, 19});

    static Stream<KernelCase> all(InferenceKernelProvider kernels, Seed seed) {
        return Stream.of(false, true)
                .flatMap(rectified -> Stream.concat(
                        AFFINE.stream()
                                .map(s -> new KernelCase(
                                        kernels,
                                        matrix(s[0], s[1], seed.split("first")),
                                        matrix(1, s[1], seed.split("second")),
                                        false,
                                        rectified)),
                        BILINEAR.stream()
                                .map(s -> new KernelCase(
                                        kernels,
                                        matrix(s[0], s[2], seed.split("first")),
                                        matrix(s[1], s[3], seed.split("second")),
                                        true,
                                        rectified))));
    }

    private static Tensor matrix(int rows, int columns, Seed seed) {
        return Draw.normal(Precision.FLOAT32, rows, columns, seed.split(rows).split(columns));
    }

    /** What it is called in a report. */
    String name() {
        String shape = first.rows() + " x " + first.columns();
        String both = bilinear ? "P, " + shape + ", and Q, " + second.rows() + " x " + second.columns() : "W, " + shape;
        return both + (rectified ? ", rectified" : "");
    }

    int inputs() {
        return bilinear ? first.rows() * second.rows() : first.rows();
    }

    int outputs() {
        return bilinear ? first.columns() * second.columns() : first.columns();
    }

    /** The kernel; the test is aborted where there is none for such a shape. */
    InferenceKernel kernel() {
        Optional<InferenceKernel> kernel =
                bilinear ? kernels.bilinear(first, second, rectified) : kernels.affine(first, second, rectified);
        return kernel.orElseGet(() -> abort("no kernel for " + name()));
    }

    /** Standard normal samples, of whose numbers every third is 0. */
    Tensor samples(int count, Seed seed) {
        Tensor samples = Draw.normal(Precision.FLOAT32, count, inputs(), seed);
        float[] drawn = samples.floats().clone();
        Tensors.fill(samples, i -> i % 3 == 1 ? 0 : drawn[i]);
        return samples;
    }

    /** One output in float64, by its definition. */
    double output(Tensor samples, int row, int output) {
        double sum = bilinear ? 0 : second.get(0, output);
        for (int k = 0; k < inputs(); k++) {
            sum += samples.get(row, k) * weight(k, output);
        }
        return rectified ? Math.max(sum, 0) : sum;
    }

    private double weight(int input, int output) {
        return bilinear
                ? first.get(input / second.rows(), output / second.columns())
                        * second.get(input % second.rows(), output % second.columns())
                : first.get(input, output);
    }

    /** What rounding may make of an output of a sample. */
    Tolerance tolerance(Tensor samples, int row, int output) {
        double magnitude = bilinear ? 0 : Math.abs(second.get(0, output));
        for (int k = 0; k < inputs(); k++) {
            magnitude += Math.abs(samples.get(row, k) * weight(k, output));
        }
        return new Tolerance(inputs() + 1, Precision.FLOAT32, magnitude);
    }
}
