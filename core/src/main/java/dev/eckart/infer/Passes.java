package dev.eckart.infer;

import dev.eckart.spi.backend.Backend;
import dev.eckart.spi.infer.InferenceKernelProvider;
import dev.eckart.tensor.Precision;
import java.util.List;
import java.util.Optional;

/** The stages of a compiled network, and all that takes samples through them. For any number of threads. */
final class Passes {
    /** Where nothing is measured, so many samples are enough for tiles. */
    private static final int MANY = 96;

    /** A kernel has sums of so many samples in registers at once. */
    private static final int MANY_FOR_KERNELS = 6;

    private final List<Stage> stages;
    private final BatchPass batch;
    private final ThreadLocal<InferencePass> single;
    private final ThreadLocal<Optional<InferencePass>> tiles;
    private final boolean byKernels;

    private Passes(List<Stage> stages, Backend backend, Optional<List<KernelStep>> kernels) {
        this.stages = stages;
        this.batch = new BatchPass(stages, backend);
        this.single = ThreadLocal.withInitial(() -> kernels.<InferencePass>map(steps -> new KernelPass(steps, 1))
                .orElseGet(() -> new SamplePass(stages, backend)));
        this.tiles = ThreadLocal.withInitial(
                () -> kernels.<InferencePass>map(steps -> new KernelPass(steps, KernelPass.BLOCK))
                        .or(() -> TilePass.of(stages)));
        this.byKernels = kernels.isPresent();
    }

    /** By kernels, if there is one for each stage, and by core's loops else. */
    static Passes of(List<Stage> stages, Backend backend, Optional<InferenceKernelProvider> kernels) {
        return new Passes(
                stages,
                backend,
                kernels.filter(provider -> backend.precision() == Precision.FLOAT32)
                        .flatMap(provider -> KernelStep.of(stages, provider)));
    }

    List<Stage> stages() {
        return stages;
    }

    boolean isByKernels() {
        return byKernels;
    }

    long macs() {
        return stages.stream().mapToLong(Stage::macs).sum();
    }

    BatchPass batch() {
        return batch;
    }

    /** One sample after the other, with the calling thread's buffers. */
    InferencePass single() {
        return single.get();
    }

    /** Many samples at once, with the calling thread's buffers; empty if a stage cannot be applied to tiles. */
    Optional<InferencePass> tiles() {
        return tiles.get();
    }

    /** The way for so many samples where nothing has been measured. */
    Way usual(int samples) {
        if (samples < (byKernels ? MANY_FOR_KERNELS : MANY)) {
            return Way.SAMPLES;
        }
        return tiles().isPresent() ? Way.TILES : Way.BACKEND;
    }

    /** Whether a way is worth a measurement: a tile of core's loops would be mostly empty with a few samples. */
    boolean suits(Way way, int samples) {
        return way != Way.TILES || tiles().isPresent() && samples >= (byKernels ? 2 : TilePass.STEP);
    }
}
