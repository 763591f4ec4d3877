package dev.eckart.app.benchmark;

import dev.eckart.spi.backend.Backend;
import dev.eckart.tensor.Tensor;
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

/** One product through the SPI; {@code m x k x n} takes 2mkn operations. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx1g", "-XX:+UseSerialGC"})
public class ProductBenchmark {
    /** Backend and precision. */
    @Param({"nd4j:float32", "nd4j:float64", "ejml:float32", "ejml:float64", "commons-math:float64"})
    public String backend;

    /** Which operand is read transposed: none, the left or the right one; then m x k x n. */
    @Param({"NN 128x784x100", "TN 784x128x100", "NT 128x100x784", "NN 512x512x512"})
    public String product;

    /** Threads of the library. */
    @Param("1")
    public int threads;

    private Backend opened;
    private Shape shape;
    private Tensor a;
    private Tensor b;
    private Tensor c;

    /** Opens the backend and makes the operands. */
    @Setup
    public void open() {
        opened = Opened.of(backend, threads);
        shape = Shape.of(product);
        a = shape.left(opened.precision());
        b = shape.right(opened.precision());
        c = shape.result(opened.precision());
    }

    /**
     * Multiplies into an existing tensor.
     *
     * @return the result, so that it counts as used
     */
    @Benchmark
    public Tensor product() {
        opened.gemm(shape.transposeA(), a, shape.transposeB(), b, 1, 0, c);
        return c;
    }
}
