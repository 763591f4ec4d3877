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
    /** What takes so many times as long as core's loops is not compiled yet. */
    private static final int MOST_TIMES = 2;

    /** For the machine that is too busy to compile, and for kernels that are slow. */
    private static final Duration LONGEST = Duration.ofSeconds(3);

    private static final int SIDE = 28;

    /** At once if the backend is one of float64, for which there are no kernels. */
    void run() {
        if (backend.precision() != Precision.FLOAT32) {
            return;
        }
        Tensor samples = random(KernelPass.BLOCK, SIDE * SIDE);
        Tensor results = Tensors.zeros(Precision.FLOAT32, samples.rows(), 10);
        CompiledNetwork plain = CompiledNetwork.of(network(), backend);
        CompiledNetwork loops = way(plain, Way.SAMPLES);
        List<CompiledNetwork> kernels =
                List.of(way(plain.withKernels(provider), Way.SAMPLES), way(plain.withKernels(provider), Way.TILES));
        long deadline = System.nanoTime() + LONGEST.toNanos();
        boolean cold = true;
        while (cold && System.nanoTime() < deadline) {
            long enough = MOST_TIMES * time(loops, samples, results);
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
    private static Network network() {
        return new Network(
                SIDE * SIDE,
                List.of(
                        new Node("sides", Bilinear.of(random(SIDE, 10), random(SIDE, 19))),
                        new Node("wide", dense(190, 100)),
                        new Node("rectifier", new Relu()),
                        new Node("narrow", dense(100, 10))));
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
