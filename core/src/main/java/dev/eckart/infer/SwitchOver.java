package dev.eckart.infer;

import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;

/** From how many samples on a backend is worth its calls. */
final class SwitchOver {
    /**
     * Where nothing is measured: a native library's calls took as long as the loops at 6 to 16 samples without zeros, at
     * 50 to 130 pictures.
     */
    static final int DEFAULT = 32;

    /** The fastest of so many runs is the one that was disturbed least. */
    private static final int RUNS = 3;

    private SwitchOver() {}

    /** 1 if the backend is faster on these samples, {@link Integer#MAX_VALUE} if the loops are. */
    static int measured(CompiledNetwork network, Tensor samples) {
        Tensor results = Tensors.zeros(samples.precision(), samples.rows(), network.outputs());
        long loops = nanoseconds(network.withBatchFrom(Integer.MAX_VALUE), samples, results);
        long products = nanoseconds(network.withBatchFrom(1), samples, results);
        return products < loops ? 1 : Integer.MAX_VALUE;
    }

    private static long nanoseconds(CompiledNetwork network, Tensor samples, Tensor results) {
        long fastest = Long.MAX_VALUE;
        for (int run = 0; run < RUNS; run++) {
            long start = System.nanoTime();
            network.apply(samples, results);
            fastest = Math.min(fastest, System.nanoTime() - start);
        }
        return fastest;
    }
}
