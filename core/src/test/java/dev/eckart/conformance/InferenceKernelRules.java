package dev.eckart.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.spi.Seed;
import dev.eckart.spi.infer.InferenceKernel;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The rules K1 to K6, for one layer.
 *
 * @param layer what the kernel is of
 */
record InferenceKernelRules(KernelCase layer) {
    private static final int[] COUNTS = {1, 2, 5, 6, 7, 48, 53};

    /** What lies before the samples, and is none of them: not a multiple of the three of which one is 0. */
    private static final float[] BEFORE = {Float.NaN, Float.NaN, Float.NaN, Float.NaN};

    private static final int TASKS = 8;

    void outputs() {
        InferenceKernel kernel = layer.kernel();
        for (int count : COUNTS) {
            Tensor samples = layer.samples(count, seed().split(count));
            float[] x = Arrays.copyOf(BEFORE, BEFORE.length + samples.size());
            System.arraycopy(samples.floats(), 0, x, BEFORE.length, samples.size());
            float[] y = apply(kernel, x, BEFORE.length, count);
            for (int i = 0; i < count * layer.outputs(); i++) {
                int row = i / layer.outputs();
                int output = i % layer.outputs();
                double error = Math.abs(y[i] - layer.output(samples, row, output));
                layer.tolerance(samples, row, output).check("K1", count + " samples, " + layer.name(), error);
            }
        }
    }

    void samePlaceInAnyBlock() {
        InferenceKernel kernel = layer.kernel();
        Tensor samples = layer.samples(53, seed());
        float[] all = apply(kernel, samples);
        for (int count : COUNTS) {
            for (int from = 0; count > 1 && from + count <= samples.rows(); from += count) {
                float[] some = apply(kernel, samples.floats(), from * layer.inputs(), count);
                assertArrayEquals(part(all, from, count), some, "K2: " + count + " samples from " + from);
            }
        }
        float[] single = apply(kernel, samples.floats(), 0, 1);
        apply(kernel, samples.floats(), layer.inputs(), 1);
        assertArrayEquals(single, apply(kernel, samples.floats(), 0, 1), "K2: a single sample once more");
    }

    void notFiniteStays() {
        InferenceKernel kernel = layer.kernel();
        for (int count : new int[] {1, 9}) {
            for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
                Tensor samples = layer.samples(count, seed());
                int broken = count / 2;
                samples.set(broken, layer.inputs() - 1, bad);
                float[] y = apply(kernel, samples);
                for (int i = 0; i < count * layer.outputs(); i++) {
                    double expected = layer.output(samples, i / layer.outputs(), i % layer.outputs());
                    int at = i;
                    assertEquals(
                            Double.isNaN(expected) || Double.isInfinite(expected),
                            Float.isNaN(y[i]) || Float.isInfinite(y[i]),
                            () -> "K3: " + bad + " in sample " + broken + ", output " + at + ": " + y[at]);
                }
            }
        }
    }

    void weightsThatAreNoNumbers() {
        Tensor first = Tensors.copy(layer.first(), layer.first().precision());
        first.set(0, 0, Double.POSITIVE_INFINITY);
        KernelCase broken = new KernelCase(layer.kernels(), first, layer.second(), layer.bilinear(), layer.rectified());
        InferenceKernel kernel = broken.kernel();
        for (int count : new int[] {1, 7}) {
            Tensor zeros = Tensors.zeros(first.precision(), count, layer.inputs());
            float[] y = new InferenceKernelRules(broken).apply(kernel, zeros);
            assertTrue(Float.isNaN(y[0]), "K4: 0 x infinity is NaN, but the output is " + y[0]);
        }
    }

    void copies() {
        InferenceKernel kernel = layer.kernel();
        Tensor samples = layer.samples(7, seed());
        float[] x = samples.floats().clone();
        float[] first = layer.first().floats().clone();
        float[] before = apply(kernel, samples);
        assertArrayEquals(x, samples.floats(), "K5: the samples have changed");
        assertArrayEquals(first, layer.first().floats(), "K5: the weights have changed");
        Tensors.fill(layer.first(), i -> 7);
        Tensors.fill(layer.second(), i -> 7);
        assertArrayEquals(before, apply(kernel, samples), "K5: the operands must be copied");
    }

    /** Each has other numbers, and zeros at other places, than the others at that time: the same ones would hide shared buffers. */
    void threads() {
        InferenceKernel kernel = layer.kernel();
        float[] x = layer.samples(7 + TASKS, seed()).floats();
        for (int count : new int[] {1, 7}) {
            List<float[]> expected = IntStream.range(0, TASKS)
                    .mapToObj(start -> apply(kernel, x, start, count))
                    .toList();
            long same = IntStream.range(0, TASKS)
                    .parallel()
                    .filter(task -> {
                        InferenceKernel own = kernel.forThread();
                        return IntStream.range(0, TASKS)
                                .map(i -> (task + i) % TASKS)
                                .allMatch(start -> Arrays.equals(expected.get(start), apply(own, x, start, count)));
                    })
                    .count();
            assertEquals(TASKS, same, () -> "K6: tasks that got the same bits of " + count + " samples");
        }
    }

    private float[] apply(InferenceKernel kernel, Tensor samples) {
        return apply(kernel, samples.floats(), 0, samples.rows());
    }

    /** What is behind the outputs, and what was there before, is anything. */
    private float[] apply(InferenceKernel kernel, float[] x, int start, int samples) {
        float[] y = new float[samples * layer.outputs() + InferenceKernel.SPARE];
        Arrays.fill(y, Float.NaN);
        kernel.apply(x, start, samples, y);
        return part(y, 0, samples);
    }

    private float[] part(float[] y, int from, int samples) {
        return Arrays.copyOfRange(y, from * layer.outputs(), (from + samples) * layer.outputs());
    }

    private static Seed seed() {
        return Draw.seed().split("samples");
    }
}
