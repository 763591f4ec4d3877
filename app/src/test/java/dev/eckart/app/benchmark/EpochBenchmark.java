package dev.eckart.app.benchmark;

import dev.eckart.app.batch.Augmentation;
import dev.eckart.app.batch.PictureBatches;
import dev.eckart.spi.Seed;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.train.Batch;
import dev.eckart.spi.train.Batches;
import dev.eckart.spi.train.Trainer;
import dev.eckart.train.BackpropTrainer;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One epoch of the document's training, and its batches alone. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 5)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx1g", "-XX:+UseSerialGC"})
public class EpochBenchmark {
    /** Backend and precision. */
    @Param("nd4j:float32")
    public String backend;

    /** Threads, all told: with more than one, one of them makes the batches ahead and the library has the others. */
    @Param({"1", "2"})
    public int threads;

    /** Largest rotation in degrees; pictures are shifted by up to 3 pixels then, and not moved at all for 0. */
    @Param({"0", "35"})
    public double rotation;

    /** Samples in a step. */
    @Param("128")
    public int batch;

    /** Samples in an epoch. */
    @Param("60000")
    public int samples;

    /** Widths of the network. */
    @Param("784-100-50-10")
    public String network;

    private Batches batches;
    private Trainer.Request request;

    /** Opens the backend and makes the pictures. */
    @Setup
    public void open() {
        Backend opened = Opened.of(backend, Math.max(1, threads - 1));
        batches = new PictureBatches(new PictureBatches.Settings(
                Workload.pictures(samples),
                samples,
                batch,
                epoch -> rotation == 0 ? Augmentation.NONE : new Augmentation(3, rotation),
                true,
                opened.precision(),
                threads > 1,
                new Seed(1)));
        request = Workload.training(Workload.network(network, opened.precision()), batches, opened);
    }

    /**
     * Trains for one epoch.
     *
     * @return the report, so that it counts as used
     */
    @Benchmark
    public Trainer.Report epoch() {
        return new BackpropTrainer().train(request);
    }

    /**
     * Makes the batches of an epoch and learns nothing.
     *
     * @return the labels of the batches, added, so that they count as used
     */
    @Benchmark
    public long augmentation() {
        long sum = 0;
        try (Batches.Stream stream = batches.epoch(1)) {
            for (Optional<Batch> next = stream.next(); next.isPresent(); next = stream.next()) {
                sum += next.get().labels()[0];
            }
        }
        return sum;
    }
}
