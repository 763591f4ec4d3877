package dev.eckart.infer;

import dev.eckart.tensor.Tensor;

/** The features of samples that lie one after another: transposed when they are asked for, so that a cache holds them. */
final class Gathered implements Features {
    private static final int SIDE_BY_SIDE = 8;

    private final float[][] rows;
    private float[] samples;
    private int start;
    private int width;
    private int count;

    /** Buffers for so many features at a time. */
    Gathered(int features) {
        this.rows = new float[features][TileRows.SAMPLES];
        this.samples = new float[0];
    }

    /** What is asked for afterwards are features of so many samples from a row on. */
    void take(Tensor tensor, int row, int rowCount) {
        samples = tensor.floats();
        width = tensor.columns();
        start = row * width;
        count = rowCount;
    }

    @Override
    public float[][] rows(int first, int features) {
        int sample = 0;
        for (; sample + SIDE_BY_SIDE <= count; sample += SIDE_BY_SIDE) {
            eight(samples, start + sample * width + first, width, rows, features, sample);
        }
        for (; sample < count; sample++) {
            int from = start + sample * width + first;
            for (int k = 0; k < features; k++) {
                rows[k][sample] = samples[from + k];
            }
        }
        return rows;
    }

    /** Eight samples, which are read side by side and written into one cache line of each feature. */
    private static void eight(float[] x, int from, int width, float[][] rows, int features, int at) {
        int b = from + width;
        int c = b + width;
        int d = c + width;
        int e = d + width;
        int f = e + width;
        int g = f + width;
        int h = g + width;
        for (int k = 0; k < features; k++) {
            float[] row = rows[k];
            row[at] = x[from + k];
            row[at + 1] = x[b + k];
            row[at + 2] = x[c + k];
            row[at + 3] = x[d + k];
            row[at + 4] = x[e + k];
            row[at + 5] = x[f + k];
            row[at + 6] = x[g + k];
            row[at + 7] = x[h + k];
        }
    }
}
