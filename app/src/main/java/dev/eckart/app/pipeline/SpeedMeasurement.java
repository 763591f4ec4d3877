package dev.eckart.app.pipeline;

import dev.eckart.app.report.SpeedReport;
import dev.eckart.infer.CompiledNetwork;
import dev.eckart.nn.Network;
import dev.eckart.spi.Backend;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.time.Duration;
import java.util.function.IntToDoubleFunction;

/**
 * Measures networks as they would be used: compiled for inference, each batch going the way that is faster for its size.
 *
 * @param backend multiplies
 */
record SpeedMeasurement(Backend backend) {
    /** Pictures in the batches of the throughput. */
    static final int BATCH = 1024;

    /** Different pictures for the latency: a processor would learn a single one's zeros by heart. */
    private static final int SINGLES = 64;

    /** The JIT compiler optimises a loop fully after some ten thousand turns; it is slow when the machine is busy. */
    private static final Stopwatch MANY = new Stopwatch(10_000, Duration.ofMillis(100));

    private static final Stopwatch FEW = new Stopwatch(10, Duration.ofMillis(100));

    /**
     * Measures a network.
     *
     * @param pictures {@link #BATCH} x inputs
     */
    SpeedReport of(Network network, Tensor pictures) {
        CompiledNetwork compiled = CompiledNetwork.of(network, backend);
        Tensor[] singles = new Tensor[SINGLES];
        for (int i = 0; i < SINGLES; i++) {
            singles[i] = rows(pictures, i, 1);
        }
        return new SpeedReport(
                compiled.macs(),
                network.parameterCount() * backend.precision().bytes(),
                new SpeedReport.Latency(1e6 * seconds(compiled, MANY, singles)),
                new SpeedReport.Throughput(BATCH / seconds(compiled, FEW, pictures)));
    }

    /** Median time of a network for a batch like this one, in seconds. */
    double seconds(Network network, Tensor batch) {
        return seconds(CompiledNetwork.of(network, backend), batch.rows() < SINGLES ? MANY : FEW, batch);
    }

    private static double seconds(CompiledNetwork compiled, Stopwatch watch, Tensor... batches) {
        watch.warmUp(new Turns(compiled, batches));
        return watch.median(new Turns(compiled.tuned(batches[0]), batches));
    }

    /** So many rows of a matrix. */
    static Tensor rows(Tensor matrix, int from, int count) {
        IntToDoubleFunction element = Tensors.element(matrix);
        int columns = matrix.columns();
        Tensor rows = Tensors.zeros(matrix.precision(), count, columns);
        Tensors.fill(rows, i -> element.applyAsDouble(from * columns + i));
        return rows;
    }

    /** One batch after the other, round and round. */
    private static final class Turns implements Runnable {
        private final CompiledNetwork network;
        private final Tensor[] batches;
        private final Tensor results;
        private int next;

        Turns(CompiledNetwork network, Tensor... batches) {
            this.network = network;
            this.batches = batches;
            this.results = Tensors.zeros(network.precision(), batches[0].rows(), network.outputs());
        }

        @Override
        public void run() {
            network.apply(batches[next], results);
            next = (next + 1) % batches.length;
        }
    }
}
