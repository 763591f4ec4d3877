package dev.eckart.infer;

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

    private final Side left;
    private final Side right;
    private final boolean rectified;
    private final float[] narrow;
    private final float[] small;
    private final int[] pixels;
    private final int[] rows;

    private FloatSides(Side left, Side right, boolean rectified) {
        this.left = left;
        this.right = right;
        this.rectified = rectified;
        this.narrow = new float[left.inputs * right.outputs + SUMS];
        this.small = new float[left.outputs * right.outputs + SUMS];
        this.pixels = new int[right.inputs];
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
            float[] weights = new float[side.rows() * padded];
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
            int count = right.skipZeros
                    ? NonZeros.collect(x, start, right.inputs, pixels)
                    : NonZeros.all(right.inputs, pixels);
            if (count > 0 || !left.skipZeros) {
                rows[lit++] = i;
                multiply(x, start, 1, pixels, count, right, narrow, i * right.outputs);
            }
        }
        for (int j = 0; j < right.outputs; j++) {
            multiply(narrow, j, right.outputs, rows, lit, left, small, j * left.outputs);
        }
        finish(output.floatsToWrite());
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
