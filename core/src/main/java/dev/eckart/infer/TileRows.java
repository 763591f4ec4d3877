package dev.eckart.infer;

import java.util.Arrays;
import java.util.Iterator;

/**
 * Products over rows of samples: what a weight is multiplied by is the row of a feature, and the inner loops run over
 * samples, which there are many of however narrow a layer is.
 *
 * <p>Three features go into two outputs at once, so that each number that is loaded is used more often; of larger loops the
 * JIT compiler (JDK 17's C2) does not make vectors any longer.
 */
final class TileRows {
    /** Samples in a tile: enough that what comes before and behind a vectorised loop costs little; 2 KB a row. */
    static final int SAMPLES = 512;

    /** Features that are multiplied at once. */
    static final int AT_ONCE = 3;

    /** The nearest cache holds so many numbers of features beside the sums they are added to: 24 KB. */
    private static final int NEAR = 4 * AT_ONCE * SAMPLES;

    private final float[][] x;
    private final float[][] w;
    private final float[] noSamples;
    private final float[] noWeights;
    private int count;

    /** For products of so many features at a time, in rows of at most some length. */
    TileRows(int features, int outputs, int length) {
        int most = (features + AT_ONCE - 1) / AT_ONCE * AT_ONCE;
        this.x = new float[most][];
        this.w = new float[most][];
        this.noSamples = new float[length];
        this.noWeights = new float[outputs];
    }

    /** Forgets the features. */
    void clear() {
        count = 0;
    }

    /** Another feature and its weights, one an output. */
    void add(float[] samples, float[] weights) {
        x[count] = samples;
        w[count] = weights;
        count++;
    }

    /** Another feature, unless it is known to be zero in all samples and its weights are numbers. */
    void addUnlessEmpty(float[] samples, float[] weights, int sampleCount, boolean finite) {
        if (!finite || Arrays.mismatch(samples, 0, sampleCount, noSamples, 0, sampleCount) >= 0) {
            add(samples, weights);
        }
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** Adds the products of all features to as many outputs as they have weights for, which begin at a row. */
    void multiply(float[][] y, int first, int samples) {
        int n = count;
        for (; n % AT_ONCE != 0; n++) {
            x[n] = noSamples;
            w[n] = noWeights;
        }
        int near = Math.max(1, NEAR / samples / AT_ONCE) * AT_ONCE;
        for (int from = 0; from < n; from += near) {
            multiply(from, Math.min(from + near, n), y, first, samples);
        }
    }

    private void multiply(int from, int to, float[][] y, int first, int samples) {
        int j = 0;
        for (; j + 2 <= noWeights.length; j += 2) {
            for (int i = from; i < to; i += AT_ONCE) {
                float[] a = w[i];
                float[] b = w[i + 1];
                float[] c = w[i + 2];
                float[] u = y[first + j];
                float[] v = y[first + j + 1];
                addToTwo(x[i], x[i + 1], x[i + 2], a[j], b[j], c[j], u, a[j + 1], b[j + 1], c[j + 1], v, samples);
            }
        }
        if (j < noWeights.length) {
            for (int i = from; i < to; i += AT_ONCE) {
                addToOne(x[i], x[i + 1], x[i + 2], w[i][j], w[i + 1][j], w[i + 2][j], y[first + j], samples);
            }
        }
    }

    /** All is read before anything is written: the compiler would have to take the second sums for the first ones else. */
    private static void addToTwo(
            float[] p,
            float[] q,
            float[] r,
            float a,
            float b,
            float c,
            float[] u,
            float d,
            float e,
            float f,
            float[] v,
            int samples) {
        for (int k = 0; k < samples; k++) {
            float one = u[k] + a * p[k] + b * q[k] + c * r[k];
            float other = v[k] + d * p[k] + e * q[k] + f * r[k];
            u[k] = one;
            v[k] = other;
        }
    }

    private static void addToOne(float[] p, float[] q, float[] r, float a, float b, float c, float[] u, int samples) {
        for (int k = 0; k < samples; k++) {
            u[k] += a * p[k] + b * q[k] + c * r[k];
        }
    }

    /** Sets {@code y = max(y, 0)}; a NaN stays one. */
    static void rectify(float[][] rows, int samples) {
        for (float[] y : rows) {
            for (int k = 0; k < samples; k++) {
                y[k] = Math.max(y[k], 0);
            }
        }
    }

    static void fill(float[] row, int samples, float value) {
        Arrays.fill(row, 0, samples, value);
    }

    /**
     * So many rows for all that a pass computes, made at once: their lengths in bytes, 16 of a header with them, are multiples
     * of a cache line, so that rows lie alike to its borders. A loop that the compiler aligns for one of them is aligned for
     * all, and half of the time of a product goes into loads across borders else.
     */
    static Iterator<float[]> make(int count, int length) {
        int header = Long.BYTES * 2 / Float.BYTES;
        int line = 16;
        return Arrays.asList(new float[count][(length + header + line - 1) / line * line - header])
                .iterator();
    }

    /** The next ones of rows that were made at once. */
    static float[][] take(Iterator<float[]> made, int count) {
        float[][] rows = new float[count][];
        Arrays.setAll(rows, i -> made.next());
        return rows;
    }

    /** The rows of a matrix as arrays of their own: C2 does not vectorise a loop over one array at two offsets. */
    static float[][] split(float[] elements, int columns) {
        float[][] rows = new float[elements.length / columns][];
        Arrays.setAll(rows, i -> Arrays.copyOfRange(elements, i * columns, (i + 1) * columns));
        return rows;
    }
}
