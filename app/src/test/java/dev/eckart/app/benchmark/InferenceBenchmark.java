package dev.eckart.app.benchmark;

import dev.eckart.infer.CompiledNetwork;
import dev.eckart.infer.NetworkCompiler;
import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.infer.InferenceKernelProvider;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.Optional;
import java.util.ServiceLoader;
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

/**
 * Compiled networks on one thread: the document's base and its 8x, one sample and many. With {@code -jvmArgsAppend
 * --add-modules=jdk.incubator.vector} by the kernels that this makes available.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx1g", "-XX:+UseSerialGC"})
public class InferenceBenchmark {
    /** Backend and precision. */
    @Param("nd4j:float32")
    public String backend;

    /** Widths; a ReLU follows {@code -}, nothing follows {@code +}. */
    @Param({"784-100-50-10", "784+12-100+6-50+1-10"})
    public String network;

    /** Samples in a call. */
    @Param({"1", "32", "1024"})
    public int batch;

    private CompiledNetwork compiled;
    private Tensor samples;
    private Tensor results;

    /** Compiles the network. A fifth of each sample's numbers is not zero, as in pictures of digits. */
    @Setup
    public void open() {
        Backend opened = Opened.of(backend, 1);
        compiled = NetworkCompiler.warmedUp(opened, kernels()).compile(Workload.network(network, opened.precision()));
        samples = Tensors.zeros(opened.precision(), batch, compiled.inputs());
        Tensor all = Workload.matrix(Precision.FLOAT64, batch, compiled.inputs());
        Tensors.fill(samples, i -> Math.max(0, Tensors.element(all).applyAsDouble(i) - 0.6));
        results = Tensors.zeros(opened.precision(), batch, compiled.outputs());
    }

    private static Optional<InferenceKernelProvider> kernels() {
        return ServiceLoader.load(InferenceKernelProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.unavailable().isEmpty())
                .findFirst();
    }

    /**
     * Applies the network.
     *
     * @return the results, so that they count as used
     */
    @Benchmark
    public Tensor apply() {
        compiled.apply(samples, results);
        return results;
    }
}
