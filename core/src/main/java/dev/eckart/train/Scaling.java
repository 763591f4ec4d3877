package dev.eckart.train;

import dev.eckart.tensor.Tensor;

/** Multiplies tensors by numbers, in their own precision. */
final class Scaling {
    private Scaling() {}

    /** Writes a tensor times a factor into one of the same shape, which may be the same tensor. */
    static void scale(Tensor from, double factor, Tensor to) {
        switch (from.precision()) {
            case FLOAT32 -> scale(from.floats(), (float) factor, to.floatsToWrite());
            case FLOAT64 -> scale(from.doubles(), factor, to.doublesToWrite());
        }
    }

    private static void scale(float[] from, float factor, float[] to) {
        for (int i = 0; i < to.length; i++) {
            to[i] = factor * from[i];
        }
    }

    private static void scale(double[] from, double factor, double[] to) {
        for (int i = 0; i < to.length; i++) {
            to[i] = factor * from[i];
        }
    }
}
