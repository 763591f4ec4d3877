package dev.eckart.infer;

import dev.eckart.spi.infer.InferenceKernelProvider;
import dev.eckart.spi.layer.Workspace;
import dev.eckart.tensor.Tensor;
import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalInt;

/** One step of a compiled network. Immutable, and shared by all threads. */
sealed interface Stage permits Affine, TwoSided, Opaque {
    /** Multiply-accumulates a sample. */
    long macs();

    /** Applies the stage to a whole batch; the caller holds the backend's monitor. */
    Tensor batch(Tensor input, Workspace workspace);

    /** The stage for single samples, with buffers for one thread. */
    SampleStep sampleStep(Workspace workspace);

    /** How many rows of a tile the stage needs, that of its input not among them; empty if it cannot be applied to tiles. */
    default OptionalInt tileRows() {
        return OptionalInt.empty();
    }

    /** The stage for tiles of samples, if it can be, with buffers for one thread, some of them from the rows given. */
    default TileStep tileStep(Iterator<float[]> rows) {
        throw new IllegalStateException("not for tiles");
    }

    /** The stage by a plug-in's kernel, if there is one for it. */
    default Optional<KernelStep> kernelStep(InferenceKernelProvider provider) {
        return Optional.empty();
    }

    /** A stage with its buffers. */
    @FunctionalInterface
    interface SampleStep {
        /** Applies the stage to one row; the result is in the first row of a buffer, valid until the next call. */
        Tensor apply(Tensor input, int row);
    }
}
