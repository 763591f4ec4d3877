package dev.eckart.kernel.vector;

import static dev.eckart.kernel.vector.OutputWeights.NARROW;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * One sample times W: adds the rows of W that meet an input other than 0, to sums of eight or four vectors of
 * outputs.
 */
final class SampleProduct {
    private static final int LANES = NARROW.length();

    /** Outputs that are computed at least, and so many that there is something to gain by more. */
    static final int FEW = 4 * LANES;

    /** Outputs that are computed at once where there are more than {@link #FEW}. */
    static final int MANY = 8 * LANES;

    private final OutputWeights w;
    private final NonZeroPlaces nonZeros = new NonZeroPlaces();

    SampleProduct(OutputWeights weights) {
        this.w = weights;
    }

    /** What {@link #apply} needs: the places of the features that count, of all of them where zeros must not be skipped. */
    int[] scratch() {
        int[] places = NonZeroPlaces.scratch(w.inputs());
        Arrays.setAll(places, i -> i);
        return places;
    }

    /**
     * Computes one sample. The last vectors end with the last output and may compute some of them once more, or compute zeros
     * behind it where there are fewer.
     */
    void apply(float[] x, int start, int[] active, float[] y) {
        int count = w.finite() ? nonZeros.find(x, start, w.inputs(), active) : w.inputs();
        int j = 0;
        for (; w.stride() - j > FEW; j += MANY) {
            eight(x, start, active, count, Math.min(j, w.stride() - MANY), y);
        }
        if (j < w.stride()) {
            four(x, start, active, count, w.stride() - FEW, y);
        }
    }

    private void eight(float[] x, int start, int[] active, int count, int j, float[] y) {
        float[] elements = w.elements();
        int stride = w.stride();
        FloatVector a = FloatVector.fromArray(NARROW, w.bias(), j);
        FloatVector b = FloatVector.fromArray(NARROW, w.bias(), j + LANES);
        FloatVector c = FloatVector.fromArray(NARROW, w.bias(), j + 2 * LANES);
        FloatVector d = FloatVector.fromArray(NARROW, w.bias(), j + 3 * LANES);
        FloatVector e = FloatVector.fromArray(NARROW, w.bias(), j + 4 * LANES);
        FloatVector f = FloatVector.fromArray(NARROW, w.bias(), j + 5 * LANES);
        FloatVector g = FloatVector.fromArray(NARROW, w.bias(), j + 6 * LANES);
        FloatVector h = FloatVector.fromArray(NARROW, w.bias(), j + 7 * LANES);
        for (int i = 0; i < count; i++) {
            FloatVector value = FloatVector.broadcast(NARROW, x[start + active[i]]);
            int at = active[i] * stride + j;
            a = FloatVector.fromArray(NARROW, elements, at).fma(value, a);
            b = FloatVector.fromArray(NARROW, elements, at + LANES).fma(value, b);
            c = FloatVector.fromArray(NARROW, elements, at + 2 * LANES).fma(value, c);
            d = FloatVector.fromArray(NARROW, elements, at + 3 * LANES).fma(value, d);
            e = FloatVector.fromArray(NARROW, elements, at + 4 * LANES).fma(value, e);
            f = FloatVector.fromArray(NARROW, elements, at + 5 * LANES).fma(value, f);
            g = FloatVector.fromArray(NARROW, elements, at + 6 * LANES).fma(value, g);
            h = FloatVector.fromArray(NARROW, elements, at + 7 * LANES).fma(value, h);
        }
        float least = w.least();
        a.max(least).intoArray(y, j);
        b.max(least).intoArray(y, j + LANES);
        c.max(least).intoArray(y, j + 2 * LANES);
        d.max(least).intoArray(y, j + 3 * LANES);
        e.max(least).intoArray(y, j + 4 * LANES);
        f.max(least).intoArray(y, j + 5 * LANES);
        g.max(least).intoArray(y, j + 6 * LANES);
        h.max(least).intoArray(y, j + 7 * LANES);
    }

    private void four(float[] x, int start, int[] active, int count, int j, float[] y) {
        float[] elements = w.elements();
        int stride = w.stride();
        FloatVector a = FloatVector.fromArray(NARROW, w.bias(), j);
        FloatVector b = FloatVector.fromArray(NARROW, w.bias(), j + LANES);
        FloatVector c = FloatVector.fromArray(NARROW, w.bias(), j + 2 * LANES);
        FloatVector d = FloatVector.fromArray(NARROW, w.bias(), j + 3 * LANES);
        for (int i = 0; i < count; i++) {
            FloatVector value = FloatVector.broadcast(NARROW, x[start + active[i]]);
            int at = active[i] * stride + j;
            a = FloatVector.fromArray(NARROW, elements, at).fma(value, a);
            b = FloatVector.fromArray(NARROW, elements, at + LANES).fma(value, b);
            c = FloatVector.fromArray(NARROW, elements, at + 2 * LANES).fma(value, c);
            d = FloatVector.fromArray(NARROW, elements, at + 3 * LANES).fma(value, d);
        }
        float least = w.least();
        a.max(least).intoArray(y, j);
        b.max(least).intoArray(y, j + LANES);
        c.max(least).intoArray(y, j + 2 * LANES);
        d.max(least).intoArray(y, j + 3 * LANES);
    }
}
