package dev.eckart.spi.infer;

/**
 * A linear layer and the rectifier behind it, ready to be applied in float32. For one thread at a time.
 *
 * <p>Products of zero with what is no number are NaN: zeros may be passed by only where all weights that they meet are
 * finite. The output of a sample depends on how many samples it comes with only in so far as one that comes alone may be
 * computed in another way.
 */
public interface InferenceKernel {
    /** Elements behind the last output that a kernel may overwrite: as many as the widest vectors have. */
    int SPARE = 64;

    /**
     * Computes samples that lie one after another.
     *
     * @param x numbers, left unchanged
     * @param start the first number of the first sample
     * @param samples at least 1
     * @param y is given the outputs, sample after sample and from its first element on; of at least {@code samples x outputs}
     *     + {@link #SPARE} elements, of which those behind the outputs are left with anything
     */
    void apply(float[] x, int start, int samples, float[] y);

    /**
     * A kernel of the same weights with buffers of its own.
     *
     * @return a kernel that gives the same bits
     */
    InferenceKernel forThread();
}
