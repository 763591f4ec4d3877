package dev.eckart.infer;

import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;

/** From how many samples on a backend is worth its calls. */
final class SwitchOver {
    /** Where nothing is measured: a native library's calls took as long as the loops at 6 to 90 samples. */
    static final int DEFAULT = 32;

    /** The fastest of so many runs is the one that was disturbed least. */
    private static final int RUNS = 5;

    private SwitchOver() {}

    /**
     * The smallest power of two at which the backend is faster on the first so many samples.
     *
     * @return a number up to that of the samples, or {@link Integer#MAX_VALUE} if the loops are faster at all of them
     */
    static int measured(CompiledNetwork network, Tensor samples) {
        CompiledNetwork products = network.withBatchFrom(1);
        CompiledNetwork loops = network.withBatchFrom(Integer.MAX_VALUE);
        for (int rows = 1; rows <= samples.rows(); rows *= 2) {
            Tensor some = Tensors.zeros(samples.precision(), rows, samples.columns());
            Rows.copy(samples, 0, some, 0, rows);
            Tensor results = Tensors.zeros(samples.precision(), rows, network.outputs());
            if (seconds(products, some, results) < seconds(loops, some, results)) {
                return rows;
            }
        }
        return Integer.MAX_VALUE;
    }

    private static double seconds(CompiledNetwork network, Tensor samples, Tensor results) {
        long fastest = Long.MAX_VALUE;
        for (int run = 0; run < RUNS; run++) {
            long start = System.nanoTime();
            network.apply(samples, results);
            fastest = Math.min(fastest, System.nanoTime() - start);
        }
        return fastest / 1e9;
    }
}
