package dev.eckart.app.benchmark;

import dev.eckart.spi.backend.Backend;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
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

/** The eigendecomposition of a symmetric matrix and an orthonormal basis, in float64, the check of each included. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx1g", "-XX:+UseSerialGC"})
public class EigenBenchmark {
    /** Backend and precision of its products; decompositions are float64 always. */
    @Param({"nd4j:float64", "ejml:float64", "commons-math:float64"})
    public String backend;

    /** Rows and columns of the symmetric matrix. */
    @Param({"100", "384", "768"})
    public int size;

    /** Threads of the library. */
    @Param("1")
    public int threads;

    private Backend opened;
    private Tensor rows;
    private Tensor symmetric;

    /** Opens the backend and makes the matrices. */
    @Setup
    public void open() {
        opened = Opened.of(backend, threads);
        rows = Workload.matrix(Precision.FLOAT64, 2 * size, size);
        Tensor products = Workload.matrix(Precision.FLOAT64, size, size);
        symmetric = Tensors.zeros(Precision.FLOAT64, size, size);
        Tensors.fill(symmetric, i -> products.get(i / size, i % size) + products.get(i % size, i / size));
    }

    /**
     * Decomposes the symmetric matrix.
     *
     * @return the decomposition, so that it counts as used
     */
    @Benchmark
    public Object eigen() {
        return opened.eigen(symmetric);
    }

    /**
     * Makes twice as many rows as columns orthonormal.
     *
     * @return the basis, so that it counts as used
     */
    @Benchmark
    public Tensor orthonormal() {
        return opened.orthonormal(rows);
    }
}
