package dev.eckart.kernel.vector;

import static dev.eckart.kernel.vector.OutputWeights.LANES;
import static dev.eckart.kernel.vector.OutputWeights.SPECIES;

import dev.eckart.tensor.Tensor;
import jdk.incubator.vector.FloatVector;

/**
 * {@code P' X}: the rows of a picture as vectors, of which none is turned or copied; four or five columns of P and two vectors
 * at once. Rows of zeros are not looked for, which takes longer than to multiply them.
 *
 * @param height rows of the picture
 * @param columns of P
 * @param atOnce columns that are multiplied at once, 4 or 5
 * @param left P, so many columns of it after another, row by row, with zeros behind the last
 */
record LeftProduct(int height, int columns, int atOnce, float[] left) {
    /** A copy. Of four and five it takes what leaves fewer columns over. */
    static LeftProduct of(Tensor left) {
        int atOnce = blocks(left, 5) * 5 <= blocks(left, 4) * 4 ? 5 : 4;
        float[] packed = new float[blocks(left, atOnce) * left.rows() * atOnce];
        for (int p = 0; p < left.columns(); p++) {
            for (int i = 0; i < left.rows(); i++) {
                packed[(p / atOnce * left.rows() + i) * atOnce + p % atOnce] = left.floats()[i * left.columns() + p];
            }
        }
        return new LeftProduct(left.rows(), left.columns(), atOnce, packed);
    }

    private static int blocks(Tensor left, int atOnce) {
        return (left.columns() + atOnce - 1) / atOnce;
    }

    /** Rows that are overwritten behind the last one. */
    int spareRows() {
        return left.length / height - columns;
    }

    /**
     * Computes the rows of P' X; what is left behind the last one is anything.
     *
     * @param width at least as many as a vector has, of the picture and of the result
     */
    void apply(float[] x, int start, int width, float[] y, int to) {
        for (int p = 0; p < columns; p += atOnce) {
            for (int c = 0; c < width; c += 2 * LANES) {
                int first = Math.min(c, width - LANES);
                int apart = Math.min(c + LANES, width - LANES) - first;
                if (atOnce == 5) {
                    five(x, start + first, apart, width, p, y, to + p * width + first);
                } else {
                    four(x, start + first, apart, width, p, y, to + p * width + first);
                }
            }
        }
    }

    private void four(float[] x, int start, int apart, int width, int p0, float[] y, int to) {
        FloatVector a = FloatVector.zero(SPECIES);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        FloatVector e = a;
        FloatVector f = a;
        FloatVector g = a;
        FloatVector h = a;
        int from = p0 * height;
        int at = start;
        for (int i = 0; i < height; i++) {
            FloatVector p = FloatVector.fromArray(SPECIES, x, at);
            FloatVector q = FloatVector.fromArray(SPECIES, x, at + apart);
            FloatVector weight = FloatVector.broadcast(SPECIES, left[from]);
            a = p.fma(weight, a);
            e = q.fma(weight, e);
            weight = FloatVector.broadcast(SPECIES, left[from + 1]);
            b = p.fma(weight, b);
            f = q.fma(weight, f);
            weight = FloatVector.broadcast(SPECIES, left[from + 2]);
            c = p.fma(weight, c);
            g = q.fma(weight, g);
            weight = FloatVector.broadcast(SPECIES, left[from + 3]);
            d = p.fma(weight, d);
            h = q.fma(weight, h);
            from += 4;
            at += width;
        }
        a.intoArray(y, to);
        e.intoArray(y, to + apart);
        b.intoArray(y, to + width);
        f.intoArray(y, to + width + apart);
        c.intoArray(y, to + 2 * width);
        g.intoArray(y, to + 2 * width + apart);
        d.intoArray(y, to + 3 * width);
        h.intoArray(y, to + 3 * width + apart);
    }

    private void five(float[] x, int start, int apart, int width, int p0, float[] y, int to) {
        FloatVector a = FloatVector.zero(SPECIES);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        FloatVector e = a;
        FloatVector f = a;
        FloatVector g = a;
        FloatVector h = a;
        FloatVector k = a;
        FloatVector l = a;
        int from = p0 * height;
        int at = start;
        for (int i = 0; i < height; i++) {
            FloatVector p = FloatVector.fromArray(SPECIES, x, at);
            FloatVector q = FloatVector.fromArray(SPECIES, x, at + apart);
            FloatVector weight = FloatVector.broadcast(SPECIES, left[from]);
            a = p.fma(weight, a);
            f = q.fma(weight, f);
            weight = FloatVector.broadcast(SPECIES, left[from + 1]);
            b = p.fma(weight, b);
            g = q.fma(weight, g);
            weight = FloatVector.broadcast(SPECIES, left[from + 2]);
            c = p.fma(weight, c);
            h = q.fma(weight, h);
            weight = FloatVector.broadcast(SPECIES, left[from + 3]);
            d = p.fma(weight, d);
            k = q.fma(weight, k);
            weight = FloatVector.broadcast(SPECIES, left[from + 4]);
            e = p.fma(weight, e);
            l = q.fma(weight, l);
            from += 5;
            at += width;
        }
        a.intoArray(y, to);
        f.intoArray(y, to + apart);
        b.intoArray(y, to + width);
        g.intoArray(y, to + width + apart);
        c.intoArray(y, to + 2 * width);
        h.intoArray(y, to + 2 * width + apart);
        d.intoArray(y, to + 3 * width);
        k.intoArray(y, to + 3 * width + apart);
        e.intoArray(y, to + 4 * width);
        l.intoArray(y, to + 4 * width + apart);
    }
}
