package dev.eckart.infer.loop;

import dev.eckart.tensor.Tensor;

/** The function {@code y = P' X Q}, rectified or not, of one sample, in one precision. For one thread. */
public interface SidesKernel {
    /**
     * The kernel in the precision of its operands, which it copies.
     *
     * @param left P, height x a
     * @param right Q, width x b
     * @param rectified whether a rectifier follows
     * @return a kernel; its output lies column by column
     */
    static SidesKernel of(Tensor left, Tensor right, boolean rectified) {
        return switch (left.precision()) {
            case FLOAT32 -> FloatSides.of(left, right, rectified);
            case FLOAT64 -> DoubleSides.of(left, right, rectified);
        };
    }

    /**
     * A kernel of the same weights with buffers of its own.
     *
     * @return a kernel that gives the same bits
     */
    SidesKernel forThread();

    /**
     * Computes one row.
     *
     * @param input any number of samples x inputs
     * @param row which one of them
     * @param output 1 x outputs
     */
    void apply(Tensor input, int row, Tensor output);
}
