package dev.eckart.infer;

import dev.eckart.tensor.Tensor;

/** Takes samples through all stages, with buffers for one thread. */
interface InferencePass {
    /** Computes so many rows of the results. */
    void apply(Tensor samples, int row, int rows, Tensor results);

    /** Samples that go together: runs of so many may be given to different threads without a difference in the results. */
    int together();
}
