package dev.eckart.infer.loop;

import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;

/** The same in float64 as {@link FloatSides} in float32, whose comments say why. */
final class DoubleSides implements SidesKernel {
    private static final int SUMS = 8;

    private final Side left;
    private final Side right;
    private final boolean rectified;
    private final double[] narrow;
    private final double[] small;
    private final int[] pixels;
    private final int[] rows;

    private DoubleSides(Side left, Side right, boolean rectified) {
        this.left = left;
        this.right = right;
        this.rectified = rectified;
        this.narrow = new double[left.inputs * right.outputs + SUMS];
        this.small = new double[left.outputs * right.outputs + SUMS];
        this.pixels = new int[right.inputs];
        this.rows = new int[left.inputs];
    }

    /**
     * P or Q.
     *
     * @param skipZeros zero times infinity is NaN, which must not be skipped
     */
    private record Side(int inputs, int outputs, int padded, double[] weights, boolean skipZeros) {
        static Side of(Tensor side) {
            int padded = (side.columns() + SUMS - 1) / SUMS * SUMS;
            double[] weights = new double[side.rows() * padded];
            for (int i = 0; i < side.rows(); i++) {
                System.arraycopy(side.doubles(), i * side.columns(), weights, i * padded, side.columns());
            }
            return new Side(side.rows(), side.columns(), padded, weights, Tensors.isFinite(side));
        }
    }

    static DoubleSides of(Tensor left, Tensor right, boolean rectified) {
        return new DoubleSides(Side.of(left), Side.of(right), rectified);
    }

    @Override
    public DoubleSides forThread() {
        return new DoubleSides(left, right, rectified);
    }

    @Override
    public void apply(Tensor input, int row, Tensor output) {
        double[] x = input.doubles();
        int lit = 0;
        for (int i = 0; i < left.inputs; i++) {
            int start = (row * left.inputs + i) * right.inputs;
            int count = active(x, start);
            if (count > 0 || !left.skipZeros) {
                rows[lit++] = i;
                multiply(x, start, 1, pixels, count, right, narrow, i * right.outputs);
            }
        }
        for (int j = 0; j < right.outputs; j++) {
            multiply(narrow, j, right.outputs, rows, lit, left, small, j * left.outputs);
        }
        finish(output.doublesToWrite());
    }

    /** Collects which pixels of a row count. */
    private int active(double[] x, int start) {
        int count = 0;
        for (int c = 0; c < right.inputs; c++) {
            pixels[count] = c;
            count += x[start + c] != 0 || !right.skipZeros ? 1 : 0;
        }
        return count;
    }

    /** The sums of {@code x[start + k step]} times row k of a side, over the given k. */
    private static void multiply(
            double[] x, int start, int step, int[] which, int count, Side side, double[] y, int to) {
        for (int column = 0; column < side.outputs; column += SUMS) {
            eight(x, start, step, which, count, side.weights, side.padded, column, y, to + column);
        }
    }

    private static void eight(
            double[] x,
            int start,
            int step,
            int[] which,
            int count,
            double[] w,
            int width,
            int column,
            double[] y,
            int to) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        double e = 0;
        double f = 0;
        double g = 0;
        double h = 0;
        for (int i = 0; i < count; i++) {
            int k = which[i];
            double value = x[start + k * step];
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

    private void finish(double[] y) {
        System.arraycopy(small, 0, y, 0, y.length);
        if (rectified) {
            for (int j = 0; j < y.length; j++) {
                y[j] = Math.max(y[j], 0);
            }
        }
    }
}
