package dev.eckart.infer;

import dev.eckart.spi.layer.Workspace;
import dev.eckart.tensor.Tensor;

/** One step of a compiled network. Immutable, and shared by all threads. */
sealed interface Stage permits Affine, Opaque {
    /** Multiply-accumulates a sample. */
    long macs();

    /** Applies the stage to a whole batch; the caller holds the backend's monitor. */
    Tensor batch(Tensor input, Workspace workspace);

    /** The stage for single samples, with buffers for one thread. */
    SampleStep sampleStep(Workspace workspace);

    /** A stage with its buffers. */
    @FunctionalInterface
    interface SampleStep {
        /** Applies the stage to one row; the result is in the first row of a buffer, valid until the next call. */
        Tensor apply(Tensor input, int row);
    }
}
