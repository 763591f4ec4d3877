package dev.eckart.kernel.vector;

import static dev.eckart.kernel.vector.OutputWeights.LANES;
import static dev.eckart.kernel.vector.OutputWeights.SPECIES;

import jdk.incubator.vector.FloatVector;

/** Rows times W, six of them and one or two vectors of outputs at once. */
final class BlockProduct {
    private static final int ROWS = 6;

    private final OutputWeights w;
    private final int xStride;

    /** Of rows that begin so many numbers apart. */
    BlockProduct(OutputWeights weights, int xStride) {
        this.w = weights;
        this.xStride = xStride;
    }

    /**
     * Computes rows. Where fewer than six are left, the last ones are computed once more; and where fewer outputs are left than
     * vectors have numbers, the last ones.
     *
     * <p>Of outputs fewer than a vector has, what is too much lies where the next row's outputs come to lie afterwards.
     */
    void apply(float[] x, int start, int rows, float[] y, int to) {
        int n = w.outputs();
        int last = rows - 1;
        for (int row = 0; row < rows; row += ROWS) {
            int first = Math.max(0, Math.min(row, rows - ROWS));
            int j = 0;
            for (; n >= 2 * LANES && n - j > LANES; j += 2 * LANES) {
                two(x, start, first, last, Math.min(j, n - 2 * LANES), y, to);
            }
            for (; j < n; j += LANES) {
                one(x, start, first, last, Math.max(0, Math.min(j, n - LANES)), y, to);
            }
        }
    }

    private void two(float[] x, int start, int row, int last, int j, float[] y, int to) {
        int next = Math.min(row + 1, last);
        int third = Math.min(row + 2, last);
        int fourth = Math.min(row + 3, last);
        int fifth = Math.min(row + 4, last);
        int sixth = Math.min(row + 5, last);
        int p = start + row * xStride;
        int q = start + next * xStride;
        int r = start + third * xStride;
        int s = start + fourth * xStride;
        int t = start + fifth * xStride;
        int u = start + sixth * xStride;
        float[] elements = w.elements();
        int stride = w.stride();
        FloatVector a = FloatVector.fromArray(SPECIES, w.bias(), j);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        FloatVector e = a;
        FloatVector f = a;
        FloatVector g = FloatVector.fromArray(SPECIES, w.bias(), j + LANES);
        FloatVector h = g;
        FloatVector i = g;
        FloatVector l = g;
        FloatVector m = g;
        FloatVector n = g;
        int at = j;
        for (int k = 0; k < w.inputs(); k++) {
            FloatVector left = FloatVector.fromArray(SPECIES, elements, at);
            FloatVector right = FloatVector.fromArray(SPECIES, elements, at + LANES);
            FloatVector value = FloatVector.broadcast(SPECIES, x[p + k]);
            a = left.fma(value, a);
            g = right.fma(value, g);
            value = FloatVector.broadcast(SPECIES, x[q + k]);
            b = left.fma(value, b);
            h = right.fma(value, h);
            value = FloatVector.broadcast(SPECIES, x[r + k]);
            c = left.fma(value, c);
            i = right.fma(value, i);
            value = FloatVector.broadcast(SPECIES, x[s + k]);
            d = left.fma(value, d);
            l = right.fma(value, l);
            value = FloatVector.broadcast(SPECIES, x[t + k]);
            e = left.fma(value, e);
            m = right.fma(value, m);
            value = FloatVector.broadcast(SPECIES, x[u + k]);
            f = left.fma(value, f);
            n = right.fma(value, n);
            at += stride;
        }
        float least = w.least();
        int outputs = w.outputs();
        int from = to + j;
        a.max(least).intoArray(y, from + row * outputs);
        g.max(least).intoArray(y, from + row * outputs + LANES);
        b.max(least).intoArray(y, from + next * outputs);
        h.max(least).intoArray(y, from + next * outputs + LANES);
        c.max(least).intoArray(y, from + third * outputs);
        i.max(least).intoArray(y, from + third * outputs + LANES);
        d.max(least).intoArray(y, from + fourth * outputs);
        l.max(least).intoArray(y, from + fourth * outputs + LANES);
        e.max(least).intoArray(y, from + fifth * outputs);
        m.max(least).intoArray(y, from + fifth * outputs + LANES);
        f.max(least).intoArray(y, from + sixth * outputs);
        n.max(least).intoArray(y, from + sixth * outputs + LANES);
    }

    private void one(float[] x, int start, int row, int last, int j, float[] y, int to) {
        int next = Math.min(row + 1, last);
        int third = Math.min(row + 2, last);
        int fourth = Math.min(row + 3, last);
        int fifth = Math.min(row + 4, last);
        int sixth = Math.min(row + 5, last);
        int p = start + row * xStride;
        int q = start + next * xStride;
        int r = start + third * xStride;
        int s = start + fourth * xStride;
        int t = start + fifth * xStride;
        int u = start + sixth * xStride;
        float[] elements = w.elements();
        FloatVector a = FloatVector.fromArray(SPECIES, w.bias(), j);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        FloatVector e = a;
        FloatVector f = a;
        int at = j;
        for (int k = 0; k < w.inputs(); k++) {
            FloatVector weights = FloatVector.fromArray(SPECIES, elements, at);
            a = weights.fma(FloatVector.broadcast(SPECIES, x[p + k]), a);
            b = weights.fma(FloatVector.broadcast(SPECIES, x[q + k]), b);
            c = weights.fma(FloatVector.broadcast(SPECIES, x[r + k]), c);
            d = weights.fma(FloatVector.broadcast(SPECIES, x[s + k]), d);
            e = weights.fma(FloatVector.broadcast(SPECIES, x[t + k]), e);
            f = weights.fma(FloatVector.broadcast(SPECIES, x[u + k]), f);
            at += w.stride();
        }
        float least = w.least();
        int outputs = w.outputs();
        int from = to + j;
        a.max(least).intoArray(y, from + row * outputs);
        b.max(least).intoArray(y, from + next * outputs);
        c.max(least).intoArray(y, from + third * outputs);
        d.max(least).intoArray(y, from + fourth * outputs);
        e.max(least).intoArray(y, from + fifth * outputs);
        f.max(least).intoArray(y, from + sixth * outputs);
    }
}
