package dev.eckart.infer;

import dev.eckart.tensor.Tensor;

/** The function {@code y = P' X Q}, rectified or not, of one sample, in one precision. For one thread. */
interface SidesKernel {
    /** The kernel in the precision of its operands, which it copies. */
    static SidesKernel of(Tensor left, Tensor right, boolean rectified) {
        return switch (left.precision()) {
            case FLOAT32 -> FloatSides.of(left, right, rectified);
            case FLOAT64 -> DoubleSides.of(left, right, rectified);
        };
    }

    /** A kernel of the same weights with buffers of its own. */
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
