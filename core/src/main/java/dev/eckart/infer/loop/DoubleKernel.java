package dev.eckart.infer.loop;

import dev.eckart.tensor.Tensor;
import dev.eckart.tensor.Tensors;
import java.util.Arrays;

/** The same in float64 as {@link FloatKernel} in float32, whose comments say why. */
final class DoubleKernel implements SampleKernel {
    private final double[][] rows;
    private final double[] bias;
    private final boolean rectified;
    /** Zero times infinity is NaN, which must not be skipped. */
    private final boolean skipZeros;

    private DoubleKernel(double[][] rows, double[] bias, boolean rectified, boolean skipZeros) {
        this.rows = rows;
        this.bias = bias;
        this.rectified = rectified;
        this.skipZeros = skipZeros;
    }

    static DoubleKernel of(Tensor weights, Tensor bias, boolean rectified) {
        double[][] rows = new double[weights.rows()][];
        int columns = weights.columns();
        Arrays.setAll(rows, i -> Arrays.copyOfRange(weights.doubles(), i * columns, (i + 1) * columns));
        return new DoubleKernel(rows, bias.doubles().clone(), rectified, Tensors.isFinite(weights));
    }

    @Override
    public void apply(Tensor input, int row, Tensor output, int[] active) {
        double[] x = input.doubles();
        double[] y = output.doublesToWrite();
        int start = row * rows.length;
        int count = active(x, start, active);
        System.arraycopy(bias, 0, y, 0, y.length);
        int i = 0;
        for (; i + 4 <= count; i += 4) {
            addFour(x, start, active, i, y);
        }
        for (; i < count; i++) {
            addOne(x[start + active[i]], rows[active[i]], y);
        }
        if (rectified) {
            rectify(y);
        }
    }

    /** Collects which inputs count, without a branch that a processor could not foresee. */
    private int active(double[] x, int start, int[] active) {
        int count = 0;
        for (int i = 0; i < rows.length; i++) {
            active[count] = i;
            count += x[start + i] != 0 || !skipZeros ? 1 : 0;
        }
        return count;
    }

    private void addFour(double[] x, int start, int[] active, int i, double[] y) {
        double a = x[start + active[i]];
        double b = x[start + active[i + 1]];
        double c = x[start + active[i + 2]];
        double d = x[start + active[i + 3]];
        double[] p = rows[active[i]];
        double[] q = rows[active[i + 1]];
        double[] r = rows[active[i + 2]];
        double[] s = rows[active[i + 3]];
        for (int j = 0; j < y.length; j++) {
            y[j] += a * p[j] + b * q[j] + c * r[j] + d * s[j];
        }
    }

    private static void addOne(double a, double[] p, double[] y) {
        for (int j = 0; j < y.length; j++) {
            y[j] += a * p[j];
        }
    }

    @Override
    public void rectify(Tensor y) {
        rectify(y.doublesToWrite());
    }

    private static void rectify(double[] y) {
        for (int j = 0; j < y.length; j++) {
            y[j] = Math.max(y[j], 0);
        }
    }
}
