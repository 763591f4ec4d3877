package dev.eckart.app.experiment;

import dev.eckart.app.report.SpeedReport;
import dev.eckart.infer.CompiledNetwork;
import dev.eckart.infer.NetworkCompiler;
import dev.eckart.nn.Network;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Measures networks side by side as they would be used: compiled for inference, each batch going the way that is faster
 * for its size.
 *
 * @param compiler compiles them
 * @param threads how many go through large batches, as many as the backend has: else a network that is left to the backend
 *     would be compared with others on fewer
 */
record SpeedMeasurement(NetworkCompiler compiler, int threads) {
    /** Pictures in the batches of the throughput. */
    static final int BATCH = 1024;

    /** Different pictures for the latency: a processor would learn a single one's zeros by heart. */
    private static final int SINGLES = 64;

    private static final Stopwatch WATCH = new Stopwatch(1000, Duration.ofMillis(50));

    /** As few rounds as a stopwatch takes. */
    private static final Stopwatch GLANCE = new Stopwatch(1000, Duration.ZERO);

    /**
     * Measures networks.
     *
     * @param networks the first of which is what the others are compared with
     * @param pictures {@link #BATCH} x inputs
     * @return one entry a network
     */
    List<SpeedReport> of(List<Network> networks, Tensor pictures) {
        List<double[]> single = times(networks, singles(pictures, SINGLES));
        List<double[]> many = times(networks, List.of(pictures));
        return IntStream.range(0, networks.size())
                .mapToObj(i -> report(
                        networks.get(i),
                        compiler.compile(networks.get(i)),
                        latency(single.get(i), share(single, i)),
                        throughput(many.get(i), share(many, i))))
                .toList();
    }

    private SpeedReport report(
            Network network, CompiledNetwork compiled, SpeedReport.Latency latency, SpeedReport.Throughput throughput) {
        return new SpeedReport(
                compiled.macs(),
                network.parameterCount() * compiler.backend().precision().bytes(),
                latency,
                throughput);
    }

    /** Measures a network a few times, alone and on the way that networks go without a measurement. */
    SpeedReport roughly(Network network, Tensor pictures) {
        CompiledNetwork compiled = compiler.compile(network).withThreads(threads);
        return report(
                network,
                compiled,
                latency(glance(compiled, singles(pictures, SINGLES)), Optional.empty()),
                throughput(glance(compiled, List.of(pictures)), Optional.empty()));
    }

    private static double[] glance(CompiledNetwork network, List<Tensor> batches) {
        return perBatch(GLANCE.times(List.of(Pass.of(network, batches))).get(0), batches.size());
    }

    private static double[] perBatch(double[] times, int batches) {
        return Arrays.stream(times).map(time -> time / batches).toArray();
    }

    private static SpeedReport.Latency latency(double[] rounds, Optional<SpeedReport.Share> share) {
        double[] sorted = sorted(rounds);
        return new SpeedReport.Latency(
                1e6 * Stopwatch.median(rounds),
                Optional.of(new SpeedReport.Quartiles(
                        1e6 * sorted[sorted.length / 4], 1e6 * sorted[3 * sorted.length / 4])),
                share);
    }

    private static SpeedReport.Throughput throughput(double[] rounds, Optional<SpeedReport.Share> share) {
        double[] sorted = sorted(rounds);
        return new SpeedReport.Throughput(
                BATCH / Stopwatch.median(rounds),
                Optional.of(new SpeedReport.Quartiles(
                        BATCH / sorted[3 * sorted.length / 4], BATCH / sorted[sorted.length / 4])),
                share);
    }

    /** What a network takes of the first one's time, round by round. */
    private static Optional<SpeedReport.Share> share(List<double[]> rounds, int network) {
        if (network == 0) {
            return Optional.empty();
        }
        double[] shares = rounds.get(network).clone();
        Arrays.setAll(shares, round -> shares[round] / rounds.get(0)[round]);
        double[] sorted = sorted(shares);
        return Optional.of(new SpeedReport.Share(
                Stopwatch.median(shares),
                new SpeedReport.Quartiles(sorted[sorted.length / 4], sorted[3 * sorted.length / 4])));
    }

    private static double[] sorted(double[] rounds) {
        double[] sorted = rounds.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    /**
     * Median times of networks for a batch like this one.
     *
     * @return one entry a network, in seconds
     */
    List<Double> seconds(List<Network> networks, Tensor batch) {
        return times(networks, List.of(batch)).stream().map(Stopwatch::median).toList();
    }

    /** What a batch takes on each network's fastest way, in seconds and round by round; a round takes all batches once. */
    private List<double[]> times(List<Network> networks, List<Tensor> batches) {
        List<Pass> passes = networks.stream()
                .map(network -> compiler.compile(network).withThreads(threads).tuned(batches.toArray(Tensor[]::new)))
                .map(compiled -> Pass.of(compiled, batches))
                .toList();
        return WATCH.times(passes).stream()
                .map(all -> perBatch(all, batches.size()))
                .toList();
    }

    /** What a picture takes of two networks that run in turn, when little disturbs them. */
    TimeSearch.Turns turns(Network base, Network network, Tensor pictures, int batch) {
        List<Tensor> batches = batches(pictures, batch);
        List<double[]> rounds = times(List.of(base, network), batches);
        return new TimeSearch.Turns(
                1e6 * Stopwatch.undisturbed(rounds.get(0)) / batch, 1e6 * Stopwatch.undisturbed(rounds.get(1)) / batch);
    }

    /** What a picture took of the fastest of some networks in its fastest round, in microseconds. */
    double fastest(List<Network> networks, Tensor pictures, int batch) {
        return times(networks, batches(pictures, batch)).stream()
                        .flatMapToDouble(Arrays::stream)
                        .min()
                        .orElseThrow()
                * 1e6
                / batch;
    }

    /** Pictures as they come: all of them in one batch, or each alone. */
    static List<Tensor> batches(Tensor pictures, int size) {
        return size == 1 ? singles(pictures, pictures.rows()) : List.of(rows(pictures, 0, size));
    }

    /** Pictures that make such batches. */
    static int pictures(int batch) {
        return batch == 1 ? SINGLES : batch;
    }

    private static List<Tensor> singles(Tensor pictures, int count) {
        return IntStream.range(0, count).mapToObj(i -> rows(pictures, i, 1)).toList();
    }

    /** So many rows of a matrix. */
    static Tensor rows(Tensor matrix, int from, int count) {
        IntToDoubleFunction element = Tensors.element(matrix);
        int columns = matrix.columns();
        Tensor rows = Tensors.zeros(matrix.precision(), count, columns);
        Tensors.fill(rows, i -> element.applyAsDouble(from * columns + i));
        return rows;
    }

    /** All batches once. */
    record Pass(CompiledNetwork network, List<Tensor> batches, Tensor results) implements Runnable {
        static Pass of(CompiledNetwork network, List<Tensor> batches) {
            return new Pass(
                    network,
                    batches,
                    Tensors.zeros(network.precision(), batches.get(0).rows(), network.outputs()));
        }

        @Override
        public void run() {
            for (Tensor batch : batches) {
                network.apply(batch, results);
            }
        }
    }
}
