package dev.eckart.app.benchmark;

import dev.eckart.app.batch.Augmentation;
import dev.eckart.app.batch.PictureBatches;
import dev.eckart.nn.Network;
import dev.eckart.spi.Seed;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.train.Trainer;
import dev.eckart.train.BackpropTrainer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A training step on one thread, beside the library's own products of that step. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx1g", "-XX:+UseSerialGC"})
public class StepBenchmark {
    /** Steps of a training, enough that its beginning does not show. */
    private static final int STEPS = 64;

    /** Backend and precision. */
    @Param({"nd4j:float32", "ejml:float32", "commons-math:float64"})
    public String backend;

    /** Samples in a step. */
    @Param({"32", "128", "512"})
    public int batch;

    /** Widths of the network. */
    @Param("784-100-50-10")
    public String network;

    private Trainer.Request request;
    private List<Runnable> products;

    /** Opens the backend, makes the batches, and lays out the products. */
    @Setup
    public void open() {
        Backend opened = Opened.of(backend, 1);
        Network trained = Workload.network(network, opened.precision());
        request = Workload.training(
                trained,
                new PictureBatches(new PictureBatches.Settings(
                        Workload.pictures(STEPS * batch),
                        STEPS * batch,
                        batch,
                        epoch -> Augmentation.NONE,
                        true,
                        opened.precision(),
                        false,
                        new Seed(1))),
                opened);
        products = LibraryProducts.of(backend, Shape.ofStep(Workload.widths(network), batch));
    }

    /**
     * The whole step: the batch filled from bytes, forward, loss, backward, update.
     *
     * @return the report, so that it counts as used
     */
    @Benchmark
    @OperationsPerInvocation(STEPS)
    public Trainer.Report step() {
        return new BackpropTrainer().train(request);
    }

    /** The step's products alone: the same calls of the library on operands in its own form, back to back. */
    @Benchmark
    public void products() {
        products.forEach(Runnable::run);
    }
}
