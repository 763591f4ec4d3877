package dev.eckart.infer.loop;

import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;

/**
 * Two narrow products, {@code N = X Q} row by row of the picture and then {@code P' N}; pixels of zero and rows of them are
 * skipped.
 *
 * <p>Loops over so few outputs are not worth vectors: what the JIT compiler (JDK 17's and 25's C2) puts before and behind a
 * vectorised loop takes longer than the loop. Eight sums are kept in registers instead. Both sides are padded with zeros to
 * a multiple of eight columns; the sums of the padding are overwritten by those that come next.
 */
final class FloatSides implements SidesKernel {
    private static final int SUMS = 8;

    /** Pixels that are passed by or multiplied together. */
    private static final int AT_ONCE = 4;

    private final Side left;
    private final Side right;
    private final boolean rectified;
    private final float[] narrow;
    private final float[] small;
    private final int[] rows;

    private FloatSides(Side left, Side right, boolean rectified) {
        this.left = left;
        this.right = right;
        this.rectified = rectified;
        this.narrow = new float[left.inputs * right.outputs + SUMS];
        this.small = new float[left.outputs * right.outputs + SUMS];
        this.rows = new int[left.inputs];
    }

    /**
     * P or Q.
     *
     * @param skipZeros zero times infinity is NaN, which must not be skipped
     */
    private record Side(int inputs, int outputs, int padded, float[] weights, boolean skipZeros) {
        static Side of(Tensor side) {
            int padded = (side.columns() + SUMS - 1) / SUMS * SUMS;
            float[] weights = new float[(side.rows() + AT_ONCE - 1) / AT_ONCE * AT_ONCE * padded];
            for (int i = 0; i < side.rows(); i++) {
                System.arraycopy(side.floats(), i * side.columns(), weights, i * padded, side.columns());
            }
            return new Side(side.rows(), side.columns(), padded, weights, Tensors.isFinite(side));
        }
    }

    static FloatSides of(Tensor left, Tensor right, boolean rectified) {
        return new FloatSides(Side.of(left), Side.of(right), rectified);
    }

    @Override
    public FloatSides forThread() {
        return new FloatSides(left, right, rectified);
    }

    @Override
    public void apply(Tensor input, int row, Tensor output) {
        float[] x = input.floats();
        int lit = 0;
        for (int i = 0; i < left.inputs; i++) {
            int start = (row * left.inputs + i) * right.inputs;
            boolean isLit = !left.skipZeros;
            for (int column = 0; column < right.outputs; column += SUMS) {
                isLit |= eightOfRow(x, start, right, column, narrow, i * right.outputs + column);
            }
            if (isLit) {
                rows[lit++] = i;
            }
        }
        for (int j = 0; j < right.outputs; j++) {
            multiply(narrow, j, right.outputs, rows, lit, left, small, j * left.outputs);
        }
        finish(output.floatsToWrite());
    }

    /**
     * Eight sums of a row of the picture times Q. Four pixels of zero are passed by at once, because they come in runs; each
     * of the others is multiplied, because to skip it takes longer.
     *
     * @return whether a pixel of the row counts
     */
    private static boolean eightOfRow(float[] x, int start, Side side, int column, float[] y, int to) {
        float[] w = side.weights;
        int width = side.padded;
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        float e = 0;
        float f = 0;
        float g = 0;
        float h = 0;
        boolean isLit = false;
        for (int k = 0; k < side.inputs; k += AT_ONCE) {
            float p = x[start + k];
            float q = k + 1 < side.inputs ? x[start + k + 1] : 0;
            float r = k + 2 < side.inputs ? x[start + k + 2] : 0;
            float s = k + 3 < side.inputs ? x[start + k + 3] : 0;
            if (!side.skipZeros || NonZeros.any(p, q, r, s)) {
                int at = k * width + column;
                int bt = at + width;
                int ct = bt + width;
                int dt = ct + width;
                a += p * w[at] + q * w[bt] + r * w[ct] + s * w[dt];
                b += p * w[at + 1] + q * w[bt + 1] + r * w[ct + 1] + s * w[dt + 1];
                c += p * w[at + 2] + q * w[bt + 2] + r * w[ct + 2] + s * w[dt + 2];
                d += p * w[at + 3] + q * w[bt + 3] + r * w[ct + 3] + s * w[dt + 3];
                e += p * w[at + 4] + q * w[bt + 4] + r * w[ct + 4] + s * w[dt + 4];
                f += p * w[at + 5] + q * w[bt + 5] + r * w[ct + 5] + s * w[dt + 5];
                g += p * w[at + 6] + q * w[bt + 6] + r * w[ct + 6] + s * w[dt + 6];
                h += p * w[at + 7] + q * w[bt + 7] + r * w[ct + 7] + s * w[dt + 7];
                isLit = true;
            }
        }
        y[to] = a;
        y[to + 1] = b;
        y[to + 2] = c;
        y[to + 3] = d;
        y[to + 4] = e;
        y[to + 5] = f;
        y[to + 6] = g;
        y[to + 7] = h;
        return isLit;
    }

    /** The sums of {@code x[start + k step]} times row k of a side, over the given k. */
    private static void multiply(float[] x, int start, int step, int[] which, int count, Side side, float[] y, int to) {
        for (int column = 0; column < side.outputs; column += SUMS) {
            eight(x, start, step, which, count, side.weights, side.padded, column, y, to + column);
        }
    }

    private static void eight(
            float[] x,
            int start,
            int step,
            int[] which,
            int count,
            float[] w,
            int width,
            int column,
            float[] y,
            int to) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        float e = 0;
        float f = 0;
        float g = 0;
        float h = 0;
        for (int i = 0; i < count; i++) {
            int k = which[i];
            float value = x[start + k * step];
            int at = k * width + column;
            a += value * w[at];
            b += value * w[at + 1];
            c += value * w[at + 2];
            d += value * w[at + 3];
            e += value * w[at + 4];
            f += value * w[at + 5];
            g += value * w[at + 6];
            h += value * w[at + 7];
        }
        y[to] = a;
        y[to + 1] = b;
        y[to + 2] = c;
        y[to + 3] = d;
        y[to + 4] = e;
        y[to + 5] = f;
        y[to + 6] = g;
        y[to + 7] = h;
    }

    private void finish(float[] y) {
        System.arraycopy(small, 0, y, 0, y.length);
        if (rectified) {
            for (int j = 0; j < y.length; j++) {
                y[j] = Math.max(y[j], 0);
            }
        }
    }
}
