package dev.eckart.infer;

import dev.eckart.spi.layer.Workspace;
import dev.eckart.tensor.Tensor;
import java.util.Iterator;
import java.util.Optional;

/** One step of a compiled network. Immutable, and shared by all threads. */
sealed interface Stage permits Affine, TwoSided, Opaque {
    /** Multiply-accumulates a sample. */
    long macs();

    /** Applies the stage to a whole batch; the caller holds the backend's monitor. */
    Tensor batch(Tensor input, Workspace workspace);

    /** The stage for single samples, with buffers for one thread. */
    SampleStep sampleStep(Workspace workspace);

    /** How many rows of a tile the stage needs, that of its input not among them. */
    default int tileRows() {
        return 0;
    }

    /** The stage for tiles of samples, with buffers for one thread, some of them from the rows given; empty if it has none. */
    default Optional<TileStep> tileStep(Iterator<float[]> rows) {
        return Optional.empty();
    }

    /** A stage with its buffers. */
    @FunctionalInterface
    interface SampleStep {
        /** Applies the stage to one row; the result is in the first row of a buffer, valid until the next call. */
        Tensor apply(Tensor input, int row);
    }
}
