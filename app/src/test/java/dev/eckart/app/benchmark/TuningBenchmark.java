package dev.eckart.app.benchmark;

import dev.eckart.app.onnx.ModelBuilder;
import dev.eckart.app.onnx.data.RandomSamples;
import dev.eckart.app.onnx.data.Samples;
import dev.eckart.app.onnx.loss.Objective;
import dev.eckart.app.onnx.model.OnnxModel;
import dev.eckart.app.onnx.progress.Stages;
import dev.eckart.app.onnx.runtime.OnnxSession;
import dev.eckart.app.onnx.tune.Trainables;
import dev.eckart.app.onnx.tune.Tuned;
import dev.eckart.app.onnx.tune.Tuning;
import dev.eckart.app.onnx.tune.TuningPlan;
import dev.eckart.spi.Seed;
import dev.eckart.train.Adam;
import dev.eckart.train.Constant;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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

/**
 * An epoch of an ONNX model that learns from a teacher: 64 steps, teacher and optimiser included. The graph is
 * differentiated and loaded once for it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 3)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx1g", "-XX:+UseSerialGC"})
public class TuningBenchmark {
    private static final int STEPS = 64;

    /** Of ten samples one is kept back. */
    private static final double LEARNT = 0.9;

    /** Residual blocks of two layers. */
    @Param({"2", "4", "8"})
    public int depth;

    /** Samples in a step. */
    @Param({"32", "128"})
    public int batch;

    /** Width of the blocks. */
    @Param("384")
    public int width;

    /** Threads of ONNX Runtime. */
    @Param({"1", "2"})
    public int threads;

    private Tuning tuning;
    private List<String> weights;

    /** Makes a model, another one that teaches it, and samples. */
    @Setup
    public void open() {
        OnnxModel model = model(1);
        weights = Trainables.of(model).names(entry -> true);
        TuningPlan plan = new TuningPlan(
                Objective.TAUGHT, 1, batch, 1, new Adam(), new Constant(), 1e-3, 0, 0, 0, new Seed(1), threads);
        tuning = new Tuning(
                model, Optional.of(model(2)), samples(model), Optional.empty(), plan, note -> {}, Stages.none());
    }

    private Samples samples(OnnxModel model) {
        int count = (int) Math.ceil(STEPS * batch / LEARNT);
        try (OnnxSession session = OnnxSession.open(model.proto(), model.externalData(), 1)) {
            return new RandomSamples(count, Map.of(), new Seed(3)).samples(session.inputs());
        }
    }

    private OnnxModel model(long seed) {
        ModelBuilder model = new ModelBuilder(seed).input("h0", "N", width).output("h" + depth, "N", width);
        for (int i = 0; i < depth; i++) {
            model.weights("up" + i, width, width)
                    .weights("down" + i, width, width)
                    .node("MatMul", "u" + i, List.of("h" + i, "up" + i), "u" + i)
                    .node("Relu", "t" + i, List.of("u" + i), "t" + i)
                    .node("MatMul", "d" + i, List.of("t" + i, "down" + i), "d" + i)
                    .node("Add", "a" + i, List.of("h" + i, "d" + i), "h" + (i + 1));
        }
        return new OnnxModel(Path.of("blocks.onnx").toAbsolutePath(), model.build(8, 17));
    }

    /**
     * Trains for one epoch.
     *
     * @return what came of it, so that it counts as used
     */
    @Benchmark
    public Tuned epoch() {
        return tuning.train(weights);
    }
}
