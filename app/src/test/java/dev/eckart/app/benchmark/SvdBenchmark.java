package dev.eckart.app.benchmark;

import dev.eckart.spi.backend.Backend;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import java.util.List;
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
import org.openjdk.jmh.infra.Blackhole;

/** The thin decompositions of the document's three layers, in float64, the check of each included. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx1g", "-XX:+UseSerialGC"})
public class SvdBenchmark {
    /** Backend and precision of its products; decompositions are float64 always. */
    @Param({"nd4j:float64", "ejml:float64", "commons-math:float64"})
    public String backend;

    /** Threads of the library. */
    @Param("1")
    public int threads;

    private Backend opened;
    private List<Tensor> layers;

    /** Opens the backend and makes the matrices. */
    @Setup
    public void open() {
        opened = Opened.of(backend, threads);
        layers = List.of(
                Workload.matrix(Precision.FLOAT64, 784, 100),
                Workload.matrix(Precision.FLOAT64, 100, 50),
                Workload.matrix(Precision.FLOAT64, 50, 10));
    }

    /**
     * Decomposes all three.
     *
     * @param used takes the factors
     */
    @Benchmark
    public void threeLayers(Blackhole used) {
        for (Tensor layer : layers) {
            used.consume(opened.svd(layer));
        }
    }
}
