package dev.eckart.infer.loop;

import dev.eckart.tensor.Tensor;

/** The function {@code y = x W + b}, or {@code max(x W + b, 0)}, of one sample, in one precision. */
public interface SampleKernel {
    /**
     * The kernel in the precision of its operands, which it copies.
     *
     * @param weights W, inputs x outputs
     * @param bias b, 1 x outputs
     * @param rectified whether a rectifier follows
     * @return a kernel, which any number of threads may use
     */
    static SampleKernel of(Tensor weights, Tensor bias, boolean rectified) {
        return switch (weights.precision()) {
            case FLOAT32 -> FloatKernel.of(weights, bias, rectified);
            case FLOAT64 -> DoubleKernel.of(weights, bias, rectified);
        };
    }

    /**
     * Computes one row.
     *
     * @param input any number of samples x inputs
     * @param row which one of them
     * @param output 1 x outputs
     * @param active scratch, of at least as many elements as inputs
     */
    void apply(Tensor input, int row, Tensor output, int[] active);

    /**
     * Sets {@code y = max(y, 0)} in a whole batch; a NaN stays one.
     *
     * @param y any number of samples x outputs
     */
    void rectify(Tensor y);
}
