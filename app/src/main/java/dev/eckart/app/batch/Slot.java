package dev.eckart.app.batch;

import dev.eckart.spi.train.Batch;
import dev.eckart.tensor.Precision;
import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;

/**
 * The memory of one batch, filled again and again.
 *
 * @param batch what is handed out
 */
record Slot(Batch batch) {
    /** Pixel values to 0..1. */
    private static final double SCALE = 1.0 / (255.0 * Warp.ONE);

    static Slot of(Precision precision, int rows, int columns) {
        return new Slot(new Batch(Tensors.zeros(precision, rows, columns), new int[rows]));
    }

    int rows() {
        return batch.labels().length;
    }

    /** Writes one picture, given as pixel values times {@link Warp#ONE}. */
    void set(int row, int[] pixels, int label) {
        batch.labels()[row] = label;
        Tensor inputs = batch.inputs();
        int offset = row * inputs.columns();
        switch (inputs.precision()) {
            case FLOAT32 -> scale(pixels, inputs.floatsToWrite(), offset);
            case FLOAT64 -> scale(pixels, inputs.doublesToWrite(), offset);
        }
    }

    private static void scale(int[] pixels, float[] to, int offset) {
        for (int i = 0; i < pixels.length; i++) {
            to[offset + i] = pixels[i] * (float) SCALE;
        }
    }

    private static void scale(int[] pixels, double[] to, int offset) {
        for (int i = 0; i < pixels.length; i++) {
            to[offset + i] = pixels[i] * SCALE;
        }
    }
}
