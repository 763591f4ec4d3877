package dev.eckart.kernel.vector;

import static dev.eckart.kernel.vector.OutputWeights.LANES;
import static dev.eckart.kernel.vector.OutputWeights.SPECIES;

import dev.eckart.tensor.Tensor;
import jdk.incubator.vector.FloatVector;

/**
 * {@code P' X}: the rows of a picture as vectors, of which none is turned or copied; four columns of P and two vectors at
 * once. Rows of zeros are not looked for, which takes longer than to multiply them.
 *
 * @param height rows of the picture
 * @param columns of P
 * @param left P, four columns of it after another, row by row, with zeros behind the last
 */
record LeftProduct(int height, int columns, float[] left) {
    private static final int COLUMNS = 4;

    /** A copy. */
    static LeftProduct of(Tensor left) {
        int blocks = (left.columns() + COLUMNS - 1) / COLUMNS;
        float[] packed = new float[blocks * left.rows() * COLUMNS];
        for (int p = 0; p < left.columns(); p++) {
            for (int i = 0; i < left.rows(); i++) {
                packed[(p / COLUMNS * left.rows() + i) * COLUMNS + p % COLUMNS] = left.floats()[i * left.columns() + p];
            }
        }
        return new LeftProduct(left.rows(), left.columns(), packed);
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
        for (int block = 0; block * COLUMNS < columns; block++) {
            for (int c = 0; c < width; c += 2 * LANES) {
                int first = Math.min(c, width - LANES);
                int second = Math.min(c + LANES, width - LANES);
                four(x, start + first, second - first, width, block, y, to + block * COLUMNS * width + first);
            }
        }
    }

    private void four(float[] x, int start, int apart, int width, int block, float[] y, int to) {
        FloatVector a = FloatVector.zero(SPECIES);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        FloatVector e = a;
        FloatVector f = a;
        FloatVector g = a;
        FloatVector h = a;
        int from = block * height * COLUMNS;
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
            from += COLUMNS;
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
}
