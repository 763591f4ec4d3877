package dev.eckart.infer;

import dev.eckart.tensor.Tensor;
import java.util.Arrays;

/** The features of samples that lie one after another: transposed when they are asked for, so that a cache holds them. */
final class Gathered implements Features {
    private static final int SIDE_BY_SIDE = 8;

    private final float[][] rows;
    private float[] samples;
    private int start;
    private int width;
    private int count;
    private int length;

    /** With rows for as many features as are asked for at a time. */
    Gathered(float[][] rows) {
        this.rows = rows;
        this.samples = new float[0];
    }

    /** What is asked for afterwards are features of so many samples from a row on, and zeros behind them up to a length. */
    void take(Tensor tensor, int row, int rowCount, int paddedLength) {
        samples = tensor.floats();
        width = tensor.columns();
        start = row * width;
        count = rowCount;
        length = paddedLength;
    }

    @Override
    public float[][] rows(int first, int features) {
        transpose(samples, start + first, width, rows, features, 0, count);
        if (count < length) {
            for (int k = 0; k < features; k++) {
                Arrays.fill(rows[k], count, length, 0);
            }
        }
        return rows;
    }

    @Override
    public void pictures(int from, int sampleCount, int rowWidth, float[][] pictureRows) {
        int there = Math.max(0, Math.min(sampleCount, count - from));
        for (int t = 0; t < there; t++) {
            int at = start + (from + t) * width;
            for (float[] row : pictureRows) {
                System.arraycopy(samples, at, row, t * rowWidth, rowWidth);
                at += rowWidth;
            }
        }
        if (there < sampleCount) {
            for (float[] row : pictureRows) {
                Arrays.fill(row, there * rowWidth, sampleCount * rowWidth, 0);
            }
        }
    }

    /** Turns samples of features, which lie a width apart, into features of samples from a place on. */
    static void transpose(float[] x, int from, int width, float[][] rows, int features, int at, int count) {
        int sample = 0;
        for (; sample + SIDE_BY_SIDE <= count; sample += SIDE_BY_SIDE) {
            eight(x, from + sample * width, width, rows, features, at + sample);
        }
        for (; sample < count; sample++) {
            for (int k = 0; k < features; k++) {
                rows[k][at + sample] = x[from + sample * width + k];
            }
        }
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
