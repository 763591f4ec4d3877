package dev.eckart.infer;

import dev.eckart.nn.Bilinear;
import dev.eckart.nn.Dense;
import dev.eckart.nn.Network;
import dev.eckart.nn.Network.Node;
import dev.eckart.nn.Relu;
import dev.eckart.spi.Seed;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.infer.InferenceKernelProvider;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Runs kernels until Java has compiled them. Operations on vectors take a thousand times as long while they are interpreted,
 * and a way that is measured then loses to every other.
 *
 * @param backend multiplies where kernels do not
 * @param provider makes the kernels
 */
record KernelWarmUp(Backend backend, InferenceKernelProvider provider) {
    /** For the machine that is too busy to compile, and for kernels that are slow. */
    private static final Duration LONGEST = Duration.ofSeconds(3);

    /** Two blocks of the samples that registers hold the sums of, and what is left; few, to stop soon when time is up. */
    private static final int SAMPLES = 13;

    private static final int SIDE = 28;

    /** At once if the backend is one of float64, for which there are no kernels. */
    void run() {
        if (backend.precision() != Precision.FLOAT32) {
            return;
        }
        long deadline = System.nanoTime() + LONGEST.toNanos();
        for (Network network : List.of(rows(), pictures())) {
            CompiledNetwork loops = CompiledNetwork.of(network, backend);
            CompiledNetwork kernels = loops.withKernels(provider);
            if (kernels.isByKernels()) {
                run(way(loops, Way.SAMPLES), List.of(way(kernels, Way.SAMPLES), way(kernels, Way.TILES)), deadline);
            }
        }
    }

    /** Until they keep up with core's loops at their best: what is slower is not compiled, or not all of it. */
    private static void run(CompiledNetwork loops, List<CompiledNetwork> kernels, long deadline) {
        Tensor samples = random(SAMPLES, loops.inputs());
        Tensor results = Tensors.zeros(Precision.FLOAT32, SAMPLES, loops.outputs());
        long enough = Long.MAX_VALUE;
        boolean cold = true;
        while (cold && System.nanoTime() < deadline) {
            enough = Math.min(enough, time(loops, samples, results));
            cold = kernels.stream()
                            .mapToLong(kernel -> time(kernel, samples, results))
                            .max()
                            .orElseThrow()
                    > enough;
        }
    }

    private static CompiledNetwork way(CompiledNetwork network, Way way) {
        return network.alternatives().stream()
                .filter(alternative -> alternative.way().equals(Optional.of(way)))
                .findFirst()
                .orElseThrow();
    }

    private static long time(CompiledNetwork network, Tensor samples, Tensor results) {
        long start = System.nanoTime();
        network.apply(samples, results);
        return System.nanoTime() - start;
    }

    /** Layers of many outputs and of few. */
    private static Network rows() {
        return new Network(
                190,
                List.of(
                        new Node("wide", dense(190, 100)),
                        new Node("rectifier", new Relu()),
                        new Node("narrow", dense(100, 10))));
    }

    /** Sides of many columns and of few; by itself, because a plug-in may have kernels for rows alone. */
    private static Network pictures() {
        return new Network(
                SIDE * SIDE,
                List.of(
                        new Node("wide", Bilinear.of(random(SIDE, 10), random(SIDE, 19))),
                        new Node("rectifier", new Relu()),
                        new Node("narrow", Bilinear.of(random(10, 4), random(19, 3)))));
    }

    private static Dense dense(int inputs, int outputs) {
        return Dense.of(random(inputs, outputs), Optional.of(random(1, outputs)));
    }

    private static Tensor random(int rows, int columns) {
        SplittableRandom random = new Seed(rows).split(columns).random();
        Tensor tensor = Tensors.zeros(Precision.FLOAT32, rows, columns);
        Tensors.fill(tensor, i -> random.nextDouble() - 0.5);
        return tensor;
    }
}
