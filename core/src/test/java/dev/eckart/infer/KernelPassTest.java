package dev.eckart.infer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.eckart.nn.Bilinear;
import dev.eckart.nn.Network;
import dev.eckart.nn.Relu;
import dev.eckart.spi.EckartException;
import dev.eckart.spi.infer.InferenceKernel;
import dev.eckart.spi.infer.InferenceKernelProvider;
import dev.eckart.spi.layer.Layer;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class KernelPassTest {
    private static final Precision SINGLE = Precision.FLOAT32;

    @Test
    void kernelsComputeWhatTheNetworkDoes() {
        for (Network network : List.of(
                Models.base(SINGLE),
                Models.compressed(SINGLE, 8),
                Models.pictures(SINGLE, 6, 7, 3, 4),
                Models.pictures(SINGLE, 6, 7, 4, 4))) {
            check(network);
        }
    }

    /** A kernel leaves a matrix row by row, and the layer column by column: whoever comes next has to put it right. */
    @Test
    void whatAKernelLeavesInAnotherOrderIsPutRight() {
        Layer first = Bilinear.of(side(5, 4), side(6, 3));
        Layer second = Bilinear.of(side(4, 2), side(3, 5));
        check(Models.of(30, first));
        check(Models.of(30, first, new Relu()));
        check(Models.of(30, first, new Relu(), second));
        check(Models.of(30, first, new Relu(), second, new Relu(), Models.dense(SINGLE, 10, 7)));
    }

    private static Tensor side(int rows, int columns) {
        Tensor side = Tensors.zeros(SINGLE, rows, columns);
        Tensors.fill(side, i -> Math.sin(1 + i * i));
        return side;
    }

    private static void check(Network network) {
        LoopKernels kernels = new LoopKernels(true);
        CompiledNetwork compiled =
                CompiledNetwork.of(network, Models.backend(SINGLE)).withKernels(kernels);
        for (int rows : new int[] {1, 5, 6, 47, 48, 49, 97}) {
            Tensor samples = Models.samples(SINGLE, rows, network.inputs());
            Tensor expected = Models.forward(network, samples);
            double bound = Models.bound(network, samples);
            List<CompiledNetwork> all = new ArrayList<>(compiled.alternatives());
            all.add(compiled);
            for (CompiledNetwork way : all) {
                int before = kernels.calls();
                double error = Models.difference(expected, way.apply(samples));
                assertTrue(error <= bound, () -> way.way() + ", " + rows + " samples: " + error + " > " + bound);
                boolean byBackend = way.way().equals(Optional.of(Way.BACKEND));
                assertEquals(!byBackend, kernels.calls() > before, () -> "kernels are asked on " + way.way());
            }
        }
    }

    @Test
    void anyNumberOfThreadsGivesTheSameBits() {
        Network network = Models.pictures(SINGLE, 6, 7, 3, 4);
        Tensor samples = Models.samples(SINGLE, 5 * 48 + 7, 42);
        CompiledNetwork compiled =
                CompiledNetwork.of(network, Models.backend(SINGLE)).withKernels(new LoopKernels(true));
        float[] expected = compiled.apply(samples).floats();
        for (int threads = 2; threads <= 7; threads++) {
            assertArrayEquals(
                    expected, compiled.withThreads(threads).apply(samples).floats());
        }
    }

    @Test
    void eachThreadHasKernelsOfItsOwn() throws ExecutionException, InterruptedException {
        Network network = Models.pictures(SINGLE, 6, 7, 3, 4);
        CompiledNetwork compiled =
                CompiledNetwork.of(network, Models.backend(SINGLE)).withKernels(new LoopKernels(true));
        for (int rows : new int[] {1, 48}) {
            Tensor samples = Models.samples(SINGLE, rows, 42);
            FutureTask<Tensor> other = new FutureTask<>(() -> compiled.apply(samples));
            new Thread(other).start();
            assertArrayEquals(compiled.apply(samples).floats(), other.get().floats(), () -> rows + " samples");
        }
    }

    @Test
    void loopsComputeWhatThereAreNoKernelsFor() {
        checkUnused(Models.pictures(SINGLE, 6, 7, 3, 4), new LoopKernels(false));
        checkUnused(
                Models.of(6, Models.dense(SINGLE, 6, 5), new Scale(SINGLE, 5), Models.dense(SINGLE, 5, 3)),
                new LoopKernels(true));
        checkUnused(Models.base(Precision.FLOAT64), new LoopKernels(true));
    }

    private static void checkUnused(Network network, LoopKernels kernels) {
        Precision precision = network.parameters().get(0).value().precision();
        CompiledNetwork plain = CompiledNetwork.of(network, Models.backend(precision));
        Tensor samples = Models.samples(precision, 7, network.inputs());
        Tensor expected = plain.apply(samples);
        Tensor results = plain.withKernels(kernels).apply(samples);
        assertEquals(0, Models.difference(expected, results));
        assertEquals(0, kernels.calls());
    }

    /** A backend may keep a copy of a tensor for as long as its version is the same. */
    @Test
    void resultsAreKnownToHaveChanged() {
        Network network = Models.base(SINGLE);
        Tensor samples = Models.samples(SINGLE, 48, network.inputs());
        Tensor results = Tensors.zeros(SINGLE, 48, network.outputs());
        long before = results.version();
        CompiledNetwork.of(network, Models.backend(SINGLE))
                .withKernels(new LoopKernels(true))
                .apply(samples, results);
        assertTrue(results.version() > before, "the version is that of before");
    }

    /** The author of a plug-in reads what is wrong with it, and not that Eckart has a bug. */
    @Test
    void aPluginThatReturnsNullIsNamed() {
        InferenceKernelProvider broken = new InferenceKernelProvider() {
            @Override
            public String name() {
                return "broken";
            }

            @Override
            public Optional<InferenceKernel> affine(Tensor weights, Tensor bias, boolean rectified) {
                return null;
            }

            @Override
            public Optional<InferenceKernel> bilinear(Tensor left, Tensor right, boolean rectified) {
                return null;
            }
        };
        for (Network network : List.of(Models.base(SINGLE), Models.pictures(SINGLE, 6, 7, 3, 4))) {
            CompiledNetwork plain = CompiledNetwork.of(network, Models.backend(SINGLE));
            String line = assertThrows(EckartException.class, () -> plain.withKernels(broken))
                    .getMessage();
            assertTrue(line.startsWith("kernels 'broken' returned nothing at all"), line);
        }
    }
}
