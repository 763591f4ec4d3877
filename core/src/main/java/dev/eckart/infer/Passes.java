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
    private final Backend backend;
    private final Optional<InferenceKernelProvider> provider;
    private final BatchPass batch;
    private final ThreadLocal<InferencePass> single;
    private final ThreadLocal<Optional<InferencePass>> tiles;
    private final boolean byKernels;

    private Passes(List<Stage> stages, Backend backend, Optional<InferenceKernelProvider> provider) {
        Optional<List<KernelStep>> kernels = provider.filter(any -> backend.precision() == Precision.FLOAT32)
                .flatMap(any -> KernelStep.of(stages, any));
        this.stages = stages;
        this.backend = backend;
        this.provider = provider;
        this.batch = new BatchPass(stages, backend);
        this.single = ThreadLocal.withInitial(() -> kernels.<InferencePass>map(steps -> new KernelPass(steps, 1))
                .orElseGet(() -> new SamplePass(stages, backend)));
        this.tiles = ThreadLocal.withInitial(
                () -> kernels.<InferencePass>map(steps -> new KernelPass(steps, KernelPass.BLOCK))
                        .or(() -> TilePass.of(stages)));
        this.byKernels = kernels.isPresent();
    }

    /** By core's loops. */
    static Passes of(List<Stage> stages, Backend backend) {
        return new Passes(stages, backend, Optional.empty());
    }

    /** The same by kernels, if there is one for each stage. */
    Passes with(InferenceKernelProvider other) {
        return new Passes(stages, backend, Optional.of(other));
    }

    /** Other stages by the same means. */
    Passes with(List<Stage> others) {
        return new Passes(others, backend, provider);
    }

    boolean isByKernels() {
        return byKernels;
    }

    static long macs(List<Stage> stages) {
        return stages.stream().mapToLong(Stage::macs).sum();
    }

    long macs() {
        return macs(stages);
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
